import type { EpochMs } from '../autoscaling/units.ts';
import type { SessionState } from './state.ts';

/** The state of a run that has seen nothing yet. */
export function initialState(target: SessionState['target'], openedAt: EpochMs): SessionState {
  return {
    target,
    openedAt,
    now: openedAt,
    pods: new Map(),
    deployments: new Map(),
    hpas: new Map(),
    scaledObjects: new Map(),
    events: new Map(),
    decisions: new Map(),
    hpaCounts: new Map(),
    hpaPasses: new Map(),
    others: new Map(),
    series: new Map(),
    sources: new Map(),
    replicaPaths: new Map(),
    churn: { started: 0, terminated: 0, births: [], deaths: [] },
    podStarts: new Map(),
    populations: { pods: [], nodes: [] },
    modes: [],
    loads: new Map(),
    loadEnds: [],
    actions: [],
    director: { act: -1, cue: -1, autopilot: false },
    acts: [],
  };
}
