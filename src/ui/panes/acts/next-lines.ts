import type { EpochMs } from '../../../autoscaling/units.ts';
import type { Act, Cue, Scenario } from '../../../scenario/model.ts';
import { type Pace, paceOf } from '../../../session/director/pace.ts';
import type { DirectorPosition } from '../../../session/observation.ts';
import { progressBar } from '../../charts/progress-bar.ts';
import { stopwatch } from '../../text/durations.ts';
import { flow } from '../../text/flow.ts';
import { type Line, lineWidth, type Span, span } from '../../text/line.ts';
import { wrapSpans } from '../../text/wrap-spans.ts';
import { actionText } from './acts-list.ts';

const barWidth = 14;
/** Nobody is early or late by less. */
const onPaceMs = 5000;

/** How the time goes, the cue that comes next, and the act after this one. */
export function nextLines(
  {
    scenario,
    director,
    now,
  }: { readonly scenario: Scenario; readonly director: DirectorPosition; readonly now: EpochMs },
  columns: number,
): readonly Line[] {
  const pace = paceOf(scenario, director, now);
  return [...(pace ? paceLines(pace, columns) : planLines(scenario)), [], ...comingLines(scenario, director, columns)];
}

function paceLines(pace: Pace, columns: number): readonly Line[] {
  const { actMs, actPlannedMs, totalMs, totalPlannedMs, behindMs } = pace;
  const over = actMs > actPlannedMs;
  const act = [
    span('act   ', 'muted'),
    span(stopwatch(actMs), over ? 'stale' : undefined, true),
    span(` of ${stopwatch(actPlannedMs)} `, 'muted'),
    span(progressBar(actPlannedMs > 0 ? actMs / actPlannedMs : 1, barWidth), over ? 'stale' : 'signal'),
  ];
  const total = [
    span('total ', 'muted'),
    span(stopwatch(totalMs), undefined, true),
    span(` of ${stopwatch(totalPlannedMs)}`, 'muted'),
  ];
  return flow([act, total, [paceSpan(behindMs)]], columns);
}

function paceSpan(behindMs: number): Span {
  if (Math.abs(behindMs) < onPaceMs) return span('✓ on pace', 'good');
  return behindMs > 0
    ? span(`! ${stopwatch(behindMs)} behind`, 'stale', true)
    : span(`✓ ${stopwatch(-behindMs)} ahead`, 'good');
}

function planLines({ acts }: Scenario): readonly Line[] {
  const seconds = Math.max(0, ...acts.map(({ toSeconds }) => toSeconds)) - (acts[0]?.fromSeconds ?? 0);
  return [[span('total ', 'muted'), span(stopwatch(seconds * 1000)), span(` in ${acts.length} acts`, 'muted')]];
}

function comingLines(scenario: Scenario, director: DirectorPosition, columns: number): readonly Line[] {
  if (director.talkEndedAt !== undefined) return [[span('The talk is over.', 'muted')]];
  const act = scenario.acts[director.act];
  const cue = act?.cues[director.cue + 1];
  const after = scenario.acts[director.act + 1];
  return [
    ...(act && cue ? cueLines(cue, `NEXT  ${director.cue + 2} of ${act.cues.length}   `, scenario, columns) : []),
    ...(act && cue ? [[]] : []),
    ...(after
      ? actLines(after, act && cue ? 'then  ' : 'NEXT  ', scenario, columns)
      : [[span('then  the end', 'muted')]]),
  ];
}

function cueLines({ say, do: action }: Cue, lead: string, scenario: Scenario, columns: number): readonly Line[] {
  const head = span(lead, 'focus', true);
  const words: readonly Span[] = say === undefined ? [] : [span(say, 'title')];
  const does = action && actionText(action, scenario);
  const deed: readonly Span[] =
    does === undefined ? [] : [span(say === undefined ? `→ ${does}` : `  → ${does}`, 'key')];
  return wrapSpans([head, ...words, ...deed], columns, lineWidth([head]));
}

function actLines(act: Act, lead: string, scenario: Scenario, columns: number): readonly Line[] {
  const mode = scenario.modes.find(({ id }) => id === act.mode);
  const head = span(lead, 'muted', true);
  return [
    ...wrapSpans(
      [head, span(act.title.toUpperCase(), 'title', true), span(`  at ${stopwatch(act.fromSeconds * 1000)}`, 'muted')],
      columns,
      lineWidth([head]),
    ),
    ...(mode
      ? wrapSpans(
          [span(' '.repeat(lead.length)), span(`[${mode.key}] `, 'key'), span(`mode ${mode.title}`, 'muted')],
          columns,
          lead.length,
        )
      : []),
  ];
}
