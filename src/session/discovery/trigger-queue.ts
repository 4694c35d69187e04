import type { ScaledObject, ScaleTrigger } from '../../autoscaling/objects.ts';
import type { JetStreamSignal, QueueSignal, RedisListSignal } from '../../scenario/model.ts';
import { serviceAddress } from './service-address.ts';

/** Often enough to see a burst drain; the monitoring endpoint answers from memory. */
const everySeconds = 1;
/** KEDA's own, where a trigger says nothing. */
const defaults = { lagThreshold: 10, listLength: 5 } as const;

/**
 * The first queue behind the triggers that can be looked into: a JetStream consumer whose monitoring endpoint is a service of the
 * cluster, or a list of a Redis that is one and asks for no password. Other queues are seen through KEDA's eyes, by the external metric of
 * their trigger.
 */
export function queueBehind(scaledObjects: readonly ScaledObject[]): QueueSignal | undefined {
  for (const { spec } of scaledObjects) {
    for (const trigger of spec.triggers) {
      const queue = queueOf(trigger);
      if (queue) return queue;
    }
  }
  return undefined;
}

function queueOf(trigger: ScaleTrigger): QueueSignal | undefined {
  if (trigger.type === 'nats-jetstream') return jetStreamQueue(trigger);
  return trigger.type === 'redis' ? redisList(trigger) : undefined;
}

function jetStreamQueue({ metadata }: ScaleTrigger): JetStreamSignal | undefined {
  const { natsServerMonitoringEndpoint = '', useHttps, account, accountID, stream, consumer, lagThreshold } = metadata;
  const address = useHttps === 'true' ? undefined : serviceAddress(natsServerMonitoringEndpoint);
  const accountName = accountID ?? account;
  if (!address || accountName === undefined || stream === undefined || consumer === undefined) return undefined;
  const { namespace, service, port } = address;
  return {
    kind: 'nats-jetstream',
    id: 'queue',
    title: stream,
    unit: 'messages',
    namespace,
    service,
    port,
    account: accountName,
    stream,
    consumer,
    lagThreshold: positive(lagThreshold) ?? defaults.lagThreshold,
    everySeconds,
  };
}

function redisList(trigger: ScaleTrigger): RedisListSignal | undefined {
  const { address = '', host, port, listName, listLength, databaseIndex, enableTLS } = trigger.metadata;
  // Logins are in Secrets, which Harmony does not read.
  const needsLogin =
    'authenticationRef' in trigger || Object.keys(trigger.metadata).some((key) => /^(user|pass)/.test(key));
  const server = serviceAddress(host === undefined ? address : `${host}:${port ?? ''}`);
  if (!server || needsLogin || listName === undefined || enableTLS === 'true') return undefined;
  const { namespace, service } = server;
  return {
    kind: 'redis-list',
    id: 'queue',
    title: listName,
    unit: 'items',
    namespace,
    service,
    port: server.port,
    // Redis does not speak HTTP, and so cannot be asked through the proxy.
    via: 'port-forward',
    list: listName,
    database: positive(databaseIndex) ?? 0,
    lagThreshold: positive(listLength) ?? defaults.listLength,
    everySeconds,
  };
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}
