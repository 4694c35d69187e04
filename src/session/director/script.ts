import type { Act, Cue, Scenario } from '../../scenario/model.ts';
import type { DirectorPosition } from '../observation.ts';

/** Where one step leads. */
export type Step =
  | { readonly to: 'cue'; readonly cue: number }
  | { readonly to: 'act'; readonly act: number }
  | { readonly to: 'end' };

/** The next beat: the act's next cue, the next act, or the end of the talk. */
export function stepAfter({ acts }: Scenario, { act, cue }: DirectorPosition): Step {
  const cues = acts[act]?.cues.length ?? 0;
  if (cue + 1 < cues) return { to: 'cue', cue: cue + 1 };
  return act + 1 < acts.length ? { to: 'act', act: act + 1 } : { to: 'end' };
}

export function actAt({ acts }: Scenario, { act }: DirectorPosition): Act | undefined {
  return acts[act];
}

export function cueAt(scenario: Scenario, position: DirectorPosition): Cue | undefined {
  return actAt(scenario, position)?.cues[position.cue];
}
