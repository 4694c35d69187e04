import type { Demand } from '../../../session/insight/figures/demand.ts';
import type { Stability } from '../../../session/insight/figures/stability.ts';
import { stopwatch } from '../../text/durations.ts';
import { type Line, span } from '../../text/line.ts';
import { count } from '../../text/numbers.ts';

/** What the answer to the load was like in all: how much of it was to and fro, for how long it was too little, and by how much too much. */
export function courseParts({ oscillationScore }: Stability, { overshoot, timeOverTarget }: Demand): readonly Line[] {
  const travel: Line = [span('to and fro ', 'muted'), span(`${Math.round(oscillationScore * 100)}%`)];
  const over: Line = timeOverTarget
    ? [
        span('over target ', 'muted'),
        span(stopwatch(timeOverTarget.seconds * 1000)),
        span(` of ${stopwatch(timeOverTarget.measuredSeconds * 1000)}`, 'muted'),
      ]
    : [];
  const peak: Line = overshoot
    ? [span('peak ', 'muted'), span(count(overshoot.peak)), span(` of ${count(overshoot.needed)} needed`, 'muted')]
    : [];
  return [travel, over, peak];
}
