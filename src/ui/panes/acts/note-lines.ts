import type { Scenario } from '../../../scenario/model.ts';
import type { DirectorPosition } from '../../../session/observation.ts';
import { stopwatch } from '../../text/durations.ts';
import { type Line, line, lineWidth, type Span, span } from '../../text/line.ts';
import { markdownLines } from '../../text/markdown.ts';
import { wrapSpans } from '../../text/wrap-spans.ts';
import { actionText } from './acts-list.ts';
import type { CueWait } from './cue-wait.ts';

/** What the speaker says now, the notes of the act behind it, and what the next cue waits for. */
export function noteLines(
  {
    scenario,
    director,
    wait,
  }: { readonly scenario: Scenario; readonly director: DirectorPosition; readonly wait: CueWait | undefined },
  columns: number,
): readonly Line[] {
  const act = scenario.acts[director.act];
  if (!act) return beforeTheTalk(scenario, columns);
  const cue = act.cues[director.cue];
  const place = span(`NOW  ${director.cue + 1} of ${act.cues.length}   `, 'focus', true);
  const said = cue?.say ?? (cue?.do ? actionText(cue.do, scenario) : `${act.title} begins`);
  const head: readonly Span[] =
    director.talkEndedAt === undefined
      ? [place, span(said, 'title', true)]
      : [span('The talk is over.', 'title', true)];
  return [
    ...wrapSpans(head, columns, lineWidth([place])),
    ...(wait ? waitLines(wait, columns) : []),
    [],
    ...markdownLines(act.notes, columns),
  ];
}

function beforeTheTalk({ acts }: Scenario, columns: number): readonly Line[] {
  const [first] = acts;
  if (!first) return [];
  return [
    ...wrapSpans(
      [span('The talk has not begun.  ', 'title', true), span('[space]', 'key'), span(` begins with ${first.title}`)],
      columns,
      0,
    ),
    [],
    ...markdownLines(first.notes, columns),
  ];
}

function waitLines({ until, met, minSeconds, maxSeconds }: CueWait, columns: number): readonly Line[] {
  const most = `${stopwatch(maxSeconds * 1000)} at most`;
  if (until === undefined) return [line(`waits ${stopwatch(minSeconds * 1000)} on autopilot`, 'muted')];
  const state = met ? span('  ✓ met', 'good') : span(`  not yet, ${most}`, 'muted');
  return wrapSpans([span('waits for  ', 'muted'), span(until, 'signal'), state], columns, 'waits for  '.length);
}
