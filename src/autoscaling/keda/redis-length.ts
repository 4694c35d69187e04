import type { ScaleTrigger } from '../objects.ts';
import { TriggerError } from './trigger-metrics.ts';

/** Where KEDA's redis scaler looks. */
export interface RedisSource {
  readonly host: string;
  readonly port: number;
  readonly list: string;
}

/** What a Redis server says of one key. */
export interface RedisKey {
  /** As the command TYPE answers. */
  readonly type: string;
  /** Elements of a list, set, sorted set or hash; 0 for a key that does not exist. */
  readonly length: number;
}

/**
 * The list and server of a redis trigger. `addressFromEnv`, `hostFromEnv` and `portFromEnv` name environment variables of the target's
 * container. @throws TriggerError
 */
export function redisSource(trigger: ScaleTrigger, environment: Readonly<Record<string, string>>): RedisSource {
  const { metadata } = trigger;
  const setting = (key: string): string => {
    const variable = metadata[`${key}FromEnv`];
    return metadata[key] || (variable === undefined ? '' : (environment[variable] ?? ''));
  };
  const list = metadata.listName;
  if (!list) throw refused('missing required parameter "listName"');
  const database = metadata.databaseIndex;
  if (database && !/^\d+$/.test(database)) {
    throw refused(`unable to set param "databaseIndex" value "${database}": not an integer`);
  }
  const address = setting('address');
  if (address) return { ...hostAndPort(address), list };
  const host = setting('host');
  const port = setting('port');
  if (!host && !port)
    throw refused(
      'no address or host given. address should be in the format of host:port or you should set the host/port values',
    );
  if (!host || !port)
    throw refused(`not enough ${host ? 'ports' : 'hosts'} given. number of hosts and ports must be the same`);
  return { ...hostAndPort(`${host}:${port}`), list };
}

/** The number of elements under the key, whatever kind of collection it is. @throws TriggerError */
export function redisLength({ list }: RedisSource, { type, length }: RedisKey): number {
  if (['none', 'list', 'set', 'zset', 'hash'].includes(type)) return length;
  throw new TriggerError(`ERR unsupported type "${type}" of key "${list}"`);
}

function hostAndPort(address: string): { readonly host: string; readonly port: number } {
  const at = address.lastIndexOf(':');
  const port = Number(address.slice(at + 1));
  if (at < 1 || !Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new TriggerError(`connection to redis failed: dial tcp: address ${address}: missing port in address`);
  }
  return { host: address.slice(0, at), port };
}

function refused(reason: string): TriggerError {
  return new TriggerError(`error parsing redis metadata: ${reason}`);
}
