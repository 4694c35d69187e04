import { parseTime } from '../../../autoscaling/units.ts';
import type { SessionState } from '../../../session/state.ts';
import { eventTime } from '../../facts/event-time.ts';
import { humanDuration } from '../../text/durations.ts';
import { span } from '../../text/line.ts';
import { tableLines } from '../../text/table.ts';
import { faceOf } from '../face.ts';
import type { Pane } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';

type Slice = Pick<SessionState, 'events'> & { readonly source: ReturnType<SessionState['sources']['get']> };

/** Kubernetes Events of the namespace, newest first, as `kubectl get events` names their parts. */
export const eventsPane: Pane<Slice> = {
  name: 'Events',
  select: (state) => ({ events: state.events, source: state.sources.get('events') }),
  content({ events, source }, { now, scroll, rows, columns, scenario }) {
    const sorted = [...events.values()].sort((a, b) => (eventTime(b) ?? 0) - (eventTime(a) ?? 0));
    const table = tableLines({
      heading: ['AGE', 'REASON', 'OBJECT', 'MESSAGE'],
      rows: sorted.map((event) => {
        const tone = event.type === 'Warning' ? 'stale' : undefined;
        const sign = event.type === 'Warning' ? '! ' : '';
        const at = eventTime(event) ?? parseTime(event.metadata.creationTimestamp) ?? now;
        const { kind, name } = event.involvedObject;
        return [
          span(humanDuration(now - at)),
          span(`${sign}${event.reason}`, tone),
          span(`${kind.toLowerCase()}/${name}`, 'muted'),
          span((event.count ?? 1) > 1 ? `${event.message} (x${event.count})` : event.message),
        ];
      }),
      columns,
      optional: ['OBJECT'],
    });
    const list = scrolledRows(table, scroll, rows);
    const { namespace } = scenario.target;
    const face = faceOf(
      {
        source,
        now,
        waitingFor: `events of ${namespace}`,
        hasData: sorted.length > 0,
        emptyText: `No events in ${namespace}.`,
      },
      () => list.lines,
    );
    return { subject: String(sorted.length), face, scrollLimit: list.scrollLimit };
  },
};
