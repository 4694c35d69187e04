import { formatTime } from '../../autoscaling/units.ts';
import type { SessionState } from '../../session/state.ts';
import { timeOrNull } from './present.ts';

/** Each series with its lines and its latest sample, in its own unit. A null value is a gap: the source answered, but with no number. */
export function snapshotSeries({ series }: SessionState) {
  return [...series.values()].map(({ info, latest }) => ({
    ...info,
    latest: latest === undefined ? null : { ...latest, at: formatTime(latest.at) },
  }));
}

/** Each source with its health. */
export function snapshotSources({ sources }: SessionState) {
  return [...sources].map(([name, { health, lastAt }]) => ({ name, ...health, lastAt: timeOrNull(lastAt) }));
}
