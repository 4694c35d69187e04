import type { EpochMs } from '../../autoscaling/units.ts';
import { evaluate } from '../../scenario/expression.ts';
import type { Scenario } from '../../scenario/model.ts';
import { actFigures } from '../act-figures.ts';
import type { DirectorPosition } from '../observation.ts';
import type { SessionState } from '../state.ts';
import { actAt, cueAt, stepAfter } from './script.ts';

/**
 * Whether the autopilot may take the next step: the cue it stands at has been waited for, and an act is left only when its planned time is
 * up. `reachedAt` is when the cue was reached. Nothing waits before the first act or at an act's beginning.
 */
export function mayGoOn(
  scenario: Scenario,
  state: SessionState,
  position: DirectorPosition,
  reachedAt: EpochMs,
  now: EpochMs,
): boolean {
  const act = actAt(scenario, position);
  if (!act) return true;
  if (!hasWaited(scenario, state, position, reachedAt, now)) return false;
  if (stepAfter(scenario, position).to === 'cue') return true;
  const startedAt = position.actStartedAt ?? now;
  return now - startedAt >= (act.toSeconds - act.fromSeconds) * 1000;
}

function hasWaited(
  scenario: Scenario,
  state: SessionState,
  position: DirectorPosition,
  reachedAt: EpochMs,
  now: EpochMs,
): boolean {
  const wait = cueAt(scenario, position)?.wait;
  if (!wait) return true;
  const waitedMs = now - reachedAt;
  if (waitedMs >= wait.maxSeconds * 1000) return true;
  if (!wait.until || waitedMs < wait.minSeconds * 1000) return false;
  const window = { from: position.actStartedAt ?? now, to: now };
  return evaluate(wait.until.expression, actFigures(scenario, state, window)).met;
}
