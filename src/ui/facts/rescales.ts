import type { Rescale } from '../../autoscaling/figures/reversals.ts';
import { parseTime } from '../../autoscaling/units.ts';
import type { ReplicaChange, SessionState } from '../../session/state.ts';
import { type AutoscalerKind, kindOf } from './autoscalers.ts';

/** A change of the replica count and, where the Events tell, which autoscaler made it. */
export interface AttributedRescale extends Rescale {
  readonly by?: AutoscalerKind;
}

/** Between the write of the scale and the timestamp of its Event, which has whole seconds. */
const slackMs = 2000;

/**
 * The changes of a workload's replica count. Both HPAs write through the same controller, so the author is found by the Event
 * "New size: N": repeated ones are folded into one Event with a first and a last time, and a change that fits Events of two kinds
 * stays without an author rather than with a guessed one.
 */
export function rescalesOf(
  changes: readonly ReplicaChange[],
  state: Pick<SessionState, 'hpas' | 'events'>,
): AttributedRescale[] {
  const kinds = new Map([...state.hpas.values()].map((hpa) => [hpa.metadata.name, kindOf(hpa)]));
  const claims = [...state.events.values()].flatMap((event) => {
    const kind = kinds.get(event.involvedObject.name);
    const size = /^New size: (\d+);/.exec(event.message)?.[1];
    const last = parseTime(event.lastTimestamp);
    if (event.reason !== 'SuccessfulRescale' || !kind || !size || last === undefined) return [];
    return [{ kind, size: Number(size), first: parseTime(event.firstTimestamp) ?? last, last }];
  });
  return changes.slice(1).map((change, index) => {
    const fitting = claims.filter(
      ({ size, first, last }) =>
        size === change.replicas && change.at >= first - slackMs && change.at <= last + slackMs,
    );
    const authors = new Set(fitting.map(({ kind }) => kind));
    const [author] = authors;
    const from = changes[index]?.replicas ?? change.replicas;
    return {
      at: change.at,
      from,
      to: change.replicas,
      byAutoscaler: fitting.length > 0,
      ...(author && authors.size === 1 && { by: author }),
    };
  });
}
