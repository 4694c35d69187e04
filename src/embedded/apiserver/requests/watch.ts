import type { EpochMs } from '../../../autoscaling/units.ts';
import { ClusterError, type WatchEvent } from '../../../cluster/port.ts';
import { objectFilter } from '../../api/object-filter.ts';
import { openWatch } from '../../api/object-watch.ts';
import { badRequest } from '../../store/refusals.ts';
import type { Answer } from '../http/answer.ts';
import { failure } from '../status.ts';
import { type IncludeObject, tableOf } from '../tables/table.ts';
import type { ApiContext, ResourceRequest } from './context.ts';
import { versionOptions } from './list-options.ts';
import { isOn, selectionOf } from './selection.ts';
import { wantedTable } from './table-request.ts';

/** A client that does not say how long gets half an hour, the least the API server gives. */
const defaultTimeoutSeconds = 1800;

/** KEP-3157: marks the bookmark after which a watch that lists first has told everything there was. */
const initialEventsEnd = { 'k8s.io/initial-events-end': 'true' };

/** GET of a collection with `watch=true`: one JSON document per line for as long as the client wants. @throws ClusterError 400, 422, 504 */
export function watch({ kernel, outbox }: ApiContext, request: ResourceRequest): Answer {
  const { type } = request.resource;
  const query = request.url.searchParams;
  const { sendInitialEvents, resourceVersion } = versionOptions(query, kernel.store.resourceVersion, true);
  const options = { ...selectionOf(request), ...startOf(kernel.store, sendInitialEvents, resourceVersion) };
  // A selector that cannot be read is refused before the stream begins.
  objectFilter(type, options);
  const timeoutMs = timeoutSecondsOf(query) * 1000;
  const write = eventWriter(type, wantedTable(request), () => kernel.clock.now());
  const bookmarks = isOn(query, 'allowWatchBookmarks');
  return {
    type: 'stream',
    contentType: 'application/json;stream=watch',
    open(stream) {
      const timer = setTimeout(() => stream.end(), timeoutMs);
      const stop = openWatch({ store: kernel.store, clock: kernel.clock, outbox }, type, options, {
        onEvent(event) {
          if (event.type !== 'BOOKMARK' || bookmarks) stream.write(write(event));
        },
        onEnd(error) {
          if (error instanceof ClusterError) stream.write(line({ type: 'ERROR', object: failure(error) }));
          stream.end();
        },
      });
      // It comes behind the objects there were, and before whatever happens from now on.
      if (sendInitialEvents === true && bookmarks) {
        const version = String(kernel.store.resourceVersion);
        outbox.post(() => stream.write(write({ type: 'BOOKMARK', resourceVersion: version }, initialEventsEnd)));
      }
      return () => {
        clearTimeout(timer);
        stop();
      };
    },
  };
}

/** How events look: as objects, or each as a table of one row, of which the first carries the columns. */
function eventWriter(
  { kind, apiVersion }: ResourceRequest['resource']['type'],
  include: IncludeObject | undefined,
  now: () => EpochMs,
): (event: WatchEvent, annotations?: Readonly<Record<string, string>>) => string {
  let withHeader = true;
  return (event, annotations) => {
    const { resourceVersion = '' } = event.type === 'BOOKMARK' ? event : event.object.metadata;
    const metadata = { resourceVersion, ...(annotations === undefined ? {} : { annotations }) };
    const objects = event.type === 'BOOKMARK' ? [] : [event.object];
    if (include === undefined) return line({ type: event.type, object: objects[0] ?? { kind, apiVersion, metadata } });
    const object = tableOf(kind, objects, { metadata, include, now: now(), withHeader });
    withHeader = false;
    return line({ type: event.type, object });
  };
}

/** A watch that lists first begins with all there is; one that shall not, where it says, or now. */
function startOf(
  store: { readonly resourceVersion: number },
  sendInitialEvents: boolean | undefined,
  resourceVersion: string | undefined,
): { readonly resourceVersion?: string } {
  if (sendInitialEvents === true) return {};
  const isUnsaid = resourceVersion === undefined || resourceVersion === '0';
  if (sendInitialEvents === false && isUnsaid) return { resourceVersion: String(store.resourceVersion) };
  return resourceVersion === undefined ? {} : { resourceVersion };
}

function timeoutSecondsOf(query: URLSearchParams): number {
  const seconds = Number(query.get('timeoutSeconds') ?? 0);
  if (!Number.isInteger(seconds) || seconds < 0) throw badRequest('invalid timeoutSeconds');
  return seconds === 0 || seconds > 86_400 ? defaultTimeoutSeconds : seconds;
}

function line(event: unknown): string {
  return `${JSON.stringify(event)}\n`;
}
