import type { Observation } from '../session/observation.ts';
import { reduce } from '../session/reduce/reduce.ts';
import type { SessionState } from '../session/state.ts';

/**
 * Folds observations of a file into a state. One whose object is not what its kind promises (no `spec`, say) cannot come from a run; it is
 * left out, and told by its index.
 */
export function foldUsable(
  state: SessionState,
  observations: readonly Observation[],
  onUnusable: (index: number) => void,
): SessionState {
  try {
    return reduce(state, observations);
  } catch {
    // Which one it is shows when they are taken one by one.
    return observations.reduce((folded, observation, index) => {
      try {
        return reduce(folded, [observation]);
      } catch {
        onUnusable(index);
        return folded;
      }
    }, state);
  }
}
