import { evaluate } from '../../../scenario/expression.ts';
import type { Scenario } from '../../../scenario/model.ts';
import { actFigures } from '../../../session/act-figures.ts';
import { remembered } from '../../../session/insight/remembered.ts';
import type { SessionState } from '../../../session/state.ts';

/** What the cue that was reached holds the next one back for. */
export interface CueWait {
  /** As the scenario has it: `reversals >= 3`. */
  readonly until?: string;
  /** Whether it holds by now. */
  readonly met: boolean;
  /** The next cue comes after this long in any case, and not before. */
  readonly minSeconds: number;
  readonly maxSeconds: number;
}

/** What is waited for now; undefined while nothing is. Looked at once a second: the figures of an act go through all that happened in it. */
export const cueWaitOf: (facts: { state: SessionState; scenario: Scenario }) => CueWait | undefined = remembered(
  ({ state, scenario }) => [scenario, state.director, Math.floor(state.now / 1000)],
  ({ state, scenario }) => {
    const { act, cue, actStartedAt } = state.director;
    const wait = scenario.acts[act]?.cues[cue]?.wait;
    if (!wait) return undefined;
    const { until, minSeconds, maxSeconds } = wait;
    const window = { from: actStartedAt ?? state.now, to: state.now };
    return {
      ...(until && { until: until.text }),
      met: until !== undefined && evaluate(until.expression, actFigures(scenario, state, window)).met,
      minSeconds,
      maxSeconds,
    };
  },
);
