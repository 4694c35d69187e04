import type { EpochMs } from '../../autoscaling/units.ts';
import type { ReplicaChange, SessionState } from '../../session/state.ts';
import { kindOf } from '../../ui/facts/autoscalers.ts';
import { readableText } from '../../ui/text/controller-text.ts';
import type { PlainLine } from './line.ts';
import type { Teller } from './teller.ts';

/** A controller writes the count first and its Event, which tells who and why, a little later. */
const eventLagMs = 3000;

/** Tells each change of a workload's count: from, to, by whom and why; as soon as that is known, or after a while without. */
export function rescaleTeller(): Teller {
  const told = new Map<string, EpochMs>();
  return (_, after) =>
    [...after.replicaPaths].flatMap(([workload, path]) => {
      const lines: PlainLine[] = [];
      for (const [index, change] of path.entries()) {
        if (change.at <= (told.get(workload) ?? Number.NEGATIVE_INFINITY)) continue;
        if (index > 0 && !isAttributed(change) && after.now - change.at < eventLagMs) break;
        told.set(workload, change.at);
        const from = path[index - 1]?.replicas;
        // The first entry is the count as it was found.
        if (from !== undefined) lines.push(rescaleLine(after, workload, from, change));
      }
      return lines;
    });
}

function isAttributed({ by, autoscaler }: ReplicaChange): boolean {
  return autoscaler !== undefined || (by !== undefined && by !== 'hpa');
}

function rescaleLine(state: SessionState, workload: string, from: number, change: ReplicaChange): PlainLine {
  const why = reasonOf(state, change);
  const text = `${workload} ${from} -> ${change.replicas} by ${authorOf(state, change)}${why === '' ? '' : `: ${why}`}`;
  return { at: change.at, subject: 'rescale', text };
}

function authorOf({ hpas }: SessionState, { by, autoscaler }: ReplicaChange): string {
  if (autoscaler !== undefined) {
    const hpa = [...hpas.values()].find(({ metadata }) => metadata.name === autoscaler);
    const isKeda = hpa ? kindOf(hpa) === 'keda' : autoscaler.startsWith('keda-hpa-');
    return `${isKeda ? 'KEDA' : 'HPA'} ${autoscaler}`;
  }
  const known: Readonly<Record<string, string>> = { hpa: 'an HPA', keda: "KEDA's operator", action: 'Harmony' };
  return by === undefined ? 'someone unknown' : (known[by] ?? by);
}

/** What the Event of a rescale gives as its reason; empty where there is none. */
function reasonOf({ events }: SessionState, { autoscaler, replicas }: ReplicaChange): string {
  const size = `New size: ${replicas}; reason: `;
  const event = [...events.values()].findLast(
    ({ involvedObject, message }) => involvedObject.name === autoscaler && message.startsWith(size),
  );
  return event ? readableText(event.message.slice(size.length)) : '';
}
