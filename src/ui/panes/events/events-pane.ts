import type { SessionState } from '../../../session/state.ts';
import { targetName } from '../../facts/workload.ts';
import { faceOf } from '../face.ts';
import { matches } from '../filtered.ts';
import { jsonLines } from '../json-lines.ts';
import type { Pane } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';
import { eventLines } from './event-lines.ts';
import { type EventRow, eventRows } from './events-view.ts';

type Slice = Pick<SessionState, 'events' | 'hpas' | 'scaledObjects' | 'others'> & {
  readonly source: ReturnType<SessionState['sources']['get']>;
};

/** What Kubernetes wrote about the workload and its autoscalers, newest first, as `kubectl get events` names the parts. */
export const eventsPane: Pane<Slice> = {
  name: 'Events',
  isFilterable: true,
  hasDetails: true,
  select: (state) => ({
    events: state.events,
    hpas: state.hpas,
    scaledObjects: state.scaledObjects,
    others: state.others,
    source: state.sources.get('events'),
  }),
  content(slice, { now, scroll, rows, columns, scenario, filter = '', details }) {
    const name = targetName(scenario) ?? '';
    const all = eventRows(slice, name, now);
    const events = filter === '' ? all : all.filter((event) => matches(textOf(event), filter));
    const warnings = events.filter(({ warning }) => warning).length;
    const list = scrolledRows(
      details ? jsonLines(events.map(({ event }) => event)) : eventLines(events, columns),
      scroll,
      rows,
    );
    const face = faceOf(
      {
        source: slice.source,
        now,
        waitingFor: `events of ${scenario.target.namespace}`,
        hasData: events.length > 0,
        emptyText:
          all.length > 0
            ? `None of ${all.length} events has "${filter}" in it.`
            : `No events about ${name} or its autoscalers.`,
      },
      () => list.lines,
    );
    return {
      subject: `${events.length}  ${name} and its autoscalers`,
      ...(warnings > 0 && { note: `! ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}` }),
      face,
      scrollLimit: list.scrollLimit,
    };
  },
};

/** What a reader sees of an event, which is what a filter looks at. */
function textOf({ reason, word, object, message, warning }: EventRow): string {
  return `${word} ${object} ${warning ? 'Warning' : 'Normal'} ${reason} ${message}`;
}
