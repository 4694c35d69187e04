import type { NextStep } from '../../../autoscaling/referee/finding.ts';
import type { EpochMs } from '../../../autoscaling/units.ts';
import { stopwatch } from '../../text/durations.ts';
import { type Line, span, spreadLine } from '../../text/line.ts';

/** Who owns the next step of the workload's count: owner, what, countdown and rule, and how that is known. */
export function nextStepLine(step: NextStep, now: EpochMs, columns: number): Line {
  const { owner, what, at, because, evidence } = step;
  // Nothing changes at that moment when the count stays: it is only looked at again.
  const lead = what.startsWith('stays') ? ', next look' : '';
  const when = at === undefined ? '' : at > now ? `${lead} in ${stopwatch(at - now)}` : `${lead} due now`;
  return spreadLine(
    [
      span('NEXT  ', 'muted', true),
      span(`${what}${when}`, 'title', true),
      span(`  ${owner} owns it`, 'title'),
      span(`  ${because}`, 'muted'),
    ],
    [span(`  ${evidence}`, 'muted')],
    columns,
  );
}
