import type { LagPlace } from '../../../autoscaling/figures/lag-triangulation.ts';
import type { EpochMs } from '../../../autoscaling/units.ts';
import type { LagDrift, LagPlaces } from '../../../session/insight/figures/lag-places.ts';
import { count } from '../../text/numbers.ts';

/** Who reads another lag than the broker has, and why. */
export interface DriftView {
  /** `HPA still reads 5,629 of 14 s ago`, `HPA has 5,940: counts pending only, without ack pending`. */
  readonly text: string;
  /** The same where there is little room: `HPA 5,629, 14 s old`. */
  readonly short: string;
}

/** What an HPA read tells more than what became of it, and both more than KEDA's own reading, which is the broker's. */
const order: readonly LagPlace[] = ['external', 'hpa', 'keda'];

/** The drift that matters most; undefined while all places agree. */
export function driftView({ drifts }: LagPlaces, now: EpochMs): DriftView | undefined {
  const drift = order.map((place) => drifts.find((each) => each.place === place)).find((each) => each !== undefined);
  return drift && viewOf(drift, now);
}

function viewOf({ place, lag, at, reason }: LagDrift, now: EpochMs): DriftView {
  const messages = count(lag);
  if (reason === undefined) {
    const seconds = Math.max(0, Math.round((now - at) / 1000));
    const who = place === 'keda' ? 'KEDA' : 'HPA';
    return {
      text: `${who} still reads ${messages} of ${seconds} s ago`,
      short: `${who} ${messages}, ${seconds} s old`,
    };
  }
  const who = { broker: 'broker', keda: 'KEDA', external: 'metrics API', hpa: 'HPA' }[place];
  return { text: `${who} has ${messages}: ${reason}`, short: `${who} has ${messages}` };
}
