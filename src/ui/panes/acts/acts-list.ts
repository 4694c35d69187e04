import type { Act, Cue, Scenario } from '../../../scenario/model.ts';
import type { DirectorPosition } from '../../../session/observation.ts';
import { stopwatch } from '../../text/durations.ts';
import { type Line, span } from '../../text/line.ts';

/** The script of the talk: its acts with their planned times, the cues of each, and where the talk is. */
export function scriptLines(director: DirectorPosition, scenario: Scenario): readonly Line[] {
  return scenario.acts.flatMap((act, index) => actLines(act, index, director, scenario));
}

function actLines(act: Act, index: number, director: DirectorPosition, scenario: Scenario): readonly Line[] {
  const isNow = index === director.act;
  const done = index < director.act;
  const times = `${stopwatch(act.fromSeconds * 1000)}–${stopwatch(act.toSeconds * 1000)}`;
  return [
    [
      span(done ? '✓ ' : isNow ? '▶ ' : '  ', 'muted'),
      span(act.title, isNow ? 'focus' : 'title', isNow),
      span(`  ${times}`, 'muted'),
    ],
    ...act.cues.map((cue, position): Line => {
      const reached = done || (isNow && position <= director.cue);
      const sign = isNow && position === director.cue ? '▶' : reached ? '✓' : '·';
      return [span(`    ${sign} `, 'muted'), span(cueText(cue, scenario), reached ? 'muted' : undefined)];
    }),
  ];
}

/** What is said, and what happens with it. */
export function cueText({ say, do: action }: Cue, scenario: Scenario): string {
  return [say, action && actionText(action, scenario)].filter((part) => part !== undefined).join('  → ');
}

/** What a cue does, in the words of the scenario. */
export function actionText(action: NonNullable<Cue['do']>, scenario: Scenario): string {
  if ('mode' in action) return `mode ${scenario.modes.find(({ id }) => id === action.mode)?.title ?? action.mode}`;
  if ('load' in action) return scenario.loads.find(({ id }) => id === action.load)?.title ?? action.load;
  return 'layout' in action ? `layout ${action.layout}` : `snapshot ${action.snapshot}`;
}
