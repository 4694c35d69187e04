import type { Playback } from '../../session/playback.ts';
import type { Session } from '../../session/session.ts';
import { stopwatch } from '../text/durations.ts';
import { type Line, span } from '../text/line.ts';

/** Room for the run's length and the cluster it was on. */
const columnsForAll = 110;

/** The badge of a recorded run: that it is one, in a word and on a filled ground, whether its time goes on, and how far it has come. */
export function playbackBadge(
  playback: Pick<Playback, 'from' | 'until' | 'isPaused'>,
  { identity, speed }: Pick<Session, 'identity' | 'speed'>,
  now: number,
  columns: number,
): Line {
  const { from, until, isPaused } = playback;
  const place = stopwatch(Math.max(0, now - from));
  const length = stopwatch(until - from);
  return [
    span(isPaused ? ' ∥ REPLAY ' : ' ▶ REPLAY ', 'bannerStale', true),
    span(` ${speed}x ${place}`),
    ...(columns < columnsForAll
      ? []
      : [span(` of ${length}`, 'muted'), span(`  ${identity.badge} ${identity.profile ?? identity.context}`, 'muted')]),
    span(' '),
  ];
}
