import type { Cancel } from '../cluster/clock.ts';
import type { ClusterError, LogOptions } from '../cluster/port.ts';
import { resources } from '../cluster/resources.ts';
import type { ApiClient } from './http/api-client.ts';
import { Lines } from './http/lines.ts';
import { networkError } from './http/network-error.ts';
import { objectPath, query } from './objects/api-paths.ts';

/** Tells the lines of a pod's log, to its present end or for as long as the container writes. */
export function readPodLogs(
  client: ApiClient,
  pod: { readonly namespace: string; readonly name: string },
  { container, follow, onLine, onEnd }: LogOptions,
): Cancel {
  const ending = new AbortController();
  const path = `${objectPath(resources.pods, pod.namespace, pod.name, 'log')}${query({ container, follow })}`;
  const tell = async (): Promise<void> => {
    const answer = await client.open({ method: 'GET', path }, ending.signal);
    const lines = new Lines();
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      for (const line of lines.push(chunk)) if (!ending.signal.aborted) onLine(line);
    }
    const last = lines.end();
    if (last !== '' && !ending.signal.aborted) onLine(last);
  };
  const end = (error?: ClusterError): void => {
    if (!ending.signal.aborted) onEnd?.(error);
  };
  tell().then(
    () => end(),
    (error: unknown) => end(networkError(error, client.server)),
  );
  return () => ending.abort();
}
