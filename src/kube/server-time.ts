import { type EpochMs, epochMs } from '../autoscaling/units.ts';
import { ClusterError } from '../cluster/port.ts';
import type { ApiClient } from './http/api-client.ts';
import { networkReasons } from './http/network-error.ts';

/** The server's clock by the Date header of an answer, which counts whole seconds. */
export async function readServerTime(client: ApiClient): Promise<EpochMs> {
  const answer = await client.open({ method: 'GET', path: '/version' });
  answer.resume();
  const at = Date.parse(answer.headers.date ?? '');
  if (Number.isNaN(at)) throw new ClusterError(0, networkReasons.garbled, 'the server does not tell the time');
  return epochMs(at);
}
