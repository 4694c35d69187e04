import type { Act, Cue, Scenario } from '../../../scenario/model.ts';
import type { DirectorPosition } from '../../../session/observation.ts';
import type { SessionState } from '../../../session/state.ts';
import { stopwatch } from '../../text/durations.ts';
import { type Line, span } from '../../text/line.ts';
import type { Pane } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';

/** The script of the talk: its acts with their planned times, the cues of each, and where the talk is. */
export const actsPane: Pane<Pick<SessionState, 'director'>> = {
  name: 'Acts',
  select: ({ director }) => ({ director }),
  content({ director }, { scenario, scroll, rows }) {
    if (scenario.acts.length === 0) return { face: { kind: 'empty', text: 'This scenario has no acts.' } };
    const lines = scenario.acts.flatMap((act, index) => actLines(act, index, director, scenario));
    const list = scrolledRows(lines, scroll, rows);
    return { face: { kind: 'live', lines: list.lines }, scrollLimit: list.scrollLimit };
  },
};

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

function cueText({ say, do: action }: Cue, scenario: Scenario): string {
  return [say, action && actionText(action, scenario)].filter((part) => part !== undefined).join('  → ');
}

function actionText(action: NonNullable<Cue['do']>, scenario: Scenario): string {
  if ('mode' in action) return `mode ${scenario.modes.find(({ id }) => id === action.mode)?.title ?? action.mode}`;
  if ('load' in action) return scenario.loads.find(({ id }) => id === action.load)?.title ?? action.load;
  return `layout ${action.layout}`;
}
