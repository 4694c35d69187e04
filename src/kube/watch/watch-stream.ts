import type { IncomingMessage } from 'node:http';
import type { Cancel } from '../../cluster/clock.ts';
import {
  ClusterError,
  type ResourceType,
  type WatchEvent,
  type WatchHandlers,
  type WatchOptions,
} from '../../cluster/port.ts';
import type { ApiClient } from '../http/api-client.ts';
import { Lines } from '../http/lines.ts';
import { networkError } from '../http/network-error.ts';
import { collectionPath, query, selectors } from '../objects/api-paths.ts';
import { garbled, watchEvent } from './watch-event.ts';

export interface StreamOptions extends WatchOptions {
  /** When the server is to end the watch. */
  readonly timeoutSeconds: number;
}

export interface StreamHandlers extends WatchHandlers {
  /** The server has taken the watch on. */
  readonly onOpen?: () => void;
  /** Something arrived, a bookmark at least. */
  readonly onHeard?: () => void;
}

/** One watch, from its request to its end. Nothing is told after it was cancelled or has ended. */
export function openWatchStream(
  client: Pick<ApiClient, 'open' | 'server'>,
  type: ResourceType,
  options: StreamOptions,
  handlers: StreamHandlers,
  onBytes: () => void = () => {},
): Cancel {
  const ending = new AbortController();
  let isOpen = true;
  const end = (error?: ClusterError): void => {
    if (!isOpen) return;
    isOpen = false;
    ending.abort(error);
    handlers.onEnd(error);
  };
  const heard = (): void => {
    onBytes();
    if (isOpen) handlers.onHeard?.();
  };
  client.open({ method: 'GET', path: watchPath(type, options) }, ending.signal).then(
    (answer) => {
      if (!isOpen) return void answer.destroy();
      handlers.onOpen?.();
      follow(answer, client.server, { handlers, heard, end, isOpen: () => isOpen });
    },
    (error: unknown) => end(networkError(error, client.server)),
  );
  return () => {
    isOpen = false;
    ending.abort();
  };
}

interface Following {
  readonly handlers: StreamHandlers;
  readonly heard: () => void;
  readonly end: (error?: ClusterError) => void;
  readonly isOpen: () => boolean;
}

function follow(answer: IncomingMessage, server: URL, { handlers, heard, end, isOpen }: Following): void {
  const lines = new Lines();
  answer.on('data', (chunk: Buffer) => {
    heard();
    for (const event of eventsIn(lines, chunk)) {
      if (!isOpen()) return;
      if (event instanceof ClusterError) return end(event);
      handlers.onEvent(event);
    }
  });
  answer.once('error', (error) => end(networkError(error, server)));
  answer.once('end', () => end());
  // Without an end before it, the connection was cut.
  answer.once('close', () => end(networkError(Object.assign(new Error('cut'), { code: 'ECONNRESET' }), server)));
}

/** Events in order, and at their end the error that ends the watch, if there is one. */
function* eventsIn(lines: Lines, chunk: Buffer): Generator<WatchEvent | ClusterError> {
  try {
    for (const line of lines.push(chunk)) if (line !== '') yield watchEvent(line);
  } catch (error) {
    yield error instanceof ClusterError ? error : garbled();
  }
}

function watchPath(type: ResourceType, options: StreamOptions): string {
  const { resourceVersion, timeoutSeconds } = options;
  const wanted = { watch: true, allowWatchBookmarks: true, timeoutSeconds, resourceVersion };
  return `${collectionPath(type, options.namespace)}${query({ ...selectors(options), ...wanted })}`;
}
