import type { Cluster } from '../cluster/port.ts';
import { Answer } from './answer.ts';
import type { Outside } from './outside.ts';
import { directServer, type ServerPlace } from './server-place.ts';
import { type Signal, type SignalLook, seriesOf } from './signal.ts';

/** Where a Redis list is found, and how its length is shown. */
export type RedisListQueue = SignalLook & ServerPlace & { readonly list: string; readonly database: number };

/**
 * The length of a Redis list, as KEDA's scaler reads it: a list that does not exist is empty. Redis speaks its own protocol, which the API
 * server's proxy does not carry: `via: proxy` asks an HTTP gateway in front of it the way Webdis is asked (`GET /LLEN/list`), and that is what
 * an embedded cluster's Redis answers too.
 */
export function redisListQueue(queue: RedisListQueue, outside: Outside): Signal {
  return {
    source: queue.id,
    everySeconds: queue.everySeconds,
    series: [seriesOf(queue)],
    read: async (cluster) => [{ series: queue.id, value: await listLength(cluster, outside, queue) }],
  };
}

async function listLength(cluster: Cluster, outside: Outside, queue: RedisListQueue): Promise<number> {
  const { list, database } = queue;
  if (!('service' in queue) || queue.via === 'port-forward')
    return outside.listLength(await directServer(outside, queue, 'redis'), database, list);
  const service = { namespace: queue.namespace, name: queue.service, port: queue.port };
  // Webdis takes the database in front of the command; the first needs no naming.
  const path = `${database === 0 ? '' : `/${database}`}/LLEN/${encodeURIComponent(list)}`;
  return new Answer(await cluster.serviceProxy(service, path), path).field('LLEN').number();
}
