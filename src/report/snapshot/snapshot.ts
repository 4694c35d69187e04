import type { EpochMs } from '../../autoscaling/units.ts';
import { formatTime } from '../../autoscaling/units.ts';
import { findings } from '../../session/insight/findings.ts';
import { nextStepOf } from '../../session/insight/next-step.ts';
import type { Session } from '../../session/session.ts';
import type { SessionState } from '../../session/state.ts';
import { snapshotAutoscalers } from './autoscalers.ts';
import { snapshotPods } from './pods.ts';
import { present, timeOrNull } from './present.ts';
import { snapshotSeries, snapshotSources } from './signals.ts';

/** Version of {@link snapshotOf}'s shape: fields may be added to it, and what is there keeps its name and meaning. docs/snapshots.md tells it. */
export const snapshotVersion = 'harmony/v1';

export interface SnapshotRequest {
  /** Name of the scenario. */
  readonly scenario: string;
  readonly identity: Session['identity'];
  readonly now: EpochMs;
}

/** The data behind a picture of a run, as JSON with times in RFC 3339 on the cluster's clock. It holds no object as a whole, hence no secret. */
export function snapshotOf(state: SessionState, { scenario, identity, now }: SnapshotRequest) {
  const { target, director, modes, churn } = state;
  const mode = modes.at(-1);
  const next = nextStepOf(state);
  return {
    apiVersion: snapshotVersion,
    kind: 'Snapshot',
    at: formatTime(now),
    openedAt: formatTime(state.openedAt),
    scenario,
    cluster: present({ kind: identity.badge, context: identity.context, profile: identity.profile }),
    target,
    mode: mode === undefined ? null : { id: mode.mode, phase: mode.phase, since: formatTime(mode.at) },
    replicas: Object.fromEntries(
      [...state.replicaPaths].map(([workload, path]) => [
        workload,
        path.map(({ at, replicas, by, autoscaler }) => present({ at: formatTime(at), replicas, by, autoscaler })),
      ]),
    ),
    autoscalers: snapshotAutoscalers(state),
    findings: findings(state).map(({ since, ...finding }) => ({ ...finding, since: timeOrNull(since) })),
    nextStep: next === undefined ? null : { ...next, at: timeOrNull(next.at) },
    pods: snapshotPods(state, now),
    churn: { started: churn.started, terminated: churn.terminated },
    series: snapshotSeries(state),
    loads: [...state.loads.values()].map(({ startedAt, endedAt, ...load }) => ({
      ...load,
      startedAt: formatTime(startedAt),
      endedAt: timeOrNull(endedAt),
    })),
    director: {
      act: director.act,
      cue: director.cue,
      autopilot: director.autopilot,
      talkStartedAt: timeOrNull(director.talkStartedAt),
      actStartedAt: timeOrNull(director.actStartedAt),
      talkEndedAt: timeOrNull(director.talkEndedAt),
    },
    sources: snapshotSources(state),
  };
}

export type Snapshot = ReturnType<typeof snapshotOf>;
