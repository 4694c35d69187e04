import type { Scenario } from '../../scenario/model.ts';
import type { PlainLine } from './line.ts';
import type { Teller } from './teller.ts';

/** Tells modes, what is done to the cluster, and where the talk is. */
export function talkTeller(scenario: Scenario): Teller {
  const titleOf = (mode: string) => scenario.modes.find(({ id }) => id === mode)?.title ?? mode;
  const modes: Teller = (before, after) => {
    const entered = before.modes === after.modes ? [] : after.modes.filter((mode) => !before.modes.includes(mode));
    return entered.map(({ mode, at, phase }): PlainLine => {
      const previous = before.modes.findLast((each) => each.mode !== mode)?.mode;
      const from = previous === undefined ? '' : `${titleOf(previous)} -> `;
      return { at, subject: 'mode', text: `${from}${titleOf(mode)}: ${phase}` };
    });
  };
  const actions: Teller = (before, after) => {
    if (before.actions === after.actions) return [];
    const ended = after.actions.filter((action) => action.state !== 'running' && !before.actions.includes(action));
    return ended.map(({ command, state, message }): PlainLine => {
      return { at: after.now, subject: 'action', text: `${command}: ${state}${message ? `: ${message}` : ''}` };
    });
  };
  const director: Teller = (before, { director: position, now }) => {
    const last = before.director;
    if (last === position) return [];
    const lines: PlainLine[] = [];
    const tell = (text: string) => lines.push({ at: now, subject: 'talk', text });
    const act = scenario.acts[position.act];
    if (last.autopilot !== position.autopilot) tell(`autopilot ${position.autopilot ? 'on' : 'off'}`);
    if (act && last.act !== position.act) tell(`act ${position.act + 1} of ${scenario.acts.length}: ${act.title}`);
    // On a fast run several cues may have been reached since; back at one that was told already, it is told again.
    const firstCue = last.act === position.act ? Math.min(last.cue + 1, position.cue) : 0;
    if (last.act !== position.act || last.cue !== position.cue) {
      for (const { say } of act?.cues.slice(Math.max(0, firstCue), position.cue + 1) ?? []) {
        if (say !== undefined) tell(say);
      }
    }
    if (position.talkEndedAt !== undefined && last.talkEndedAt === undefined) tell('the talk is over');
    return lines;
  };
  return (before, after) => [...director(before, after), ...modes(before, after), ...actions(before, after)];
}
