import { type EpochMs, epochMs } from '../../autoscaling/units.ts';
import type { Scenario } from '../../scenario/model.ts';
import type { Action } from '../session.ts';
import type { SessionState } from '../state.ts';

/** How a run came to where it stands: what has to be done elsewhere to stand there, too. */
export interface Scene {
  /** When it began, on the run's clock: with the act, else with the mode. */
  readonly beganAt: EpochMs;
  /** The mode it began in. */
  readonly mode: string;
  /** What was done since, in the order of time. */
  readonly steps: readonly SceneStep[];
}

export interface SceneStep {
  /** Since the scene began. */
  readonly afterMs: number;
  readonly action: Action;
}

/** What lies further back has no effect on what is seen now: autoscalers look back five minutes. */
const longestMs = 600_000;

/** The scene that a run is in, with the modes that were entered in it and the loads that were started. */
export function sceneOf(scenario: Scenario, state: SessionState, now: EpochMs): Scene {
  const entered = state.modes.filter(
    ({ mode, phase }) => phase !== 'failed' && scenario.modes.some(({ id }) => id === mode),
  );
  const act = scenario.acts[state.director.act];
  const { actStartedAt } = state.director;
  const start = act ? (actStartedAt ?? now) : (entered.at(-1)?.at ?? state.openedAt);
  const beganAt = epochMs(Math.max(start, now - longestMs));
  const before = entered.findLast(({ at }) => at <= beganAt)?.mode;
  const modes = entered
    .filter(({ at }) => at > beganAt)
    .map(({ mode, at }): SceneStep => ({ afterMs: at - beganAt, action: { type: 'flipMode', mode } }));
  const loads = [...state.loads.values()]
    .filter((load) => load.startedAt >= beganAt || load.state === 'starting' || load.state === 'running')
    .filter(({ id }) => scenario.loads.some((load) => load.id === id))
    .map(
      ({ id, startedAt }): SceneStep => ({
        afterMs: Math.max(0, startedAt - beganAt),
        action: { type: 'startLoad', load: id },
      }),
    );
  return {
    beganAt,
    mode: before ?? act?.mode ?? scenario.baseline,
    steps: [...modes, ...loads].sort((a, b) => a.afterMs - b.afterMs),
  };
}
