import type { Condition, ContainerStatus, Pod, PodStatus } from '../../autoscaling/objects.ts';
import { type EpochMs, formatTime } from '../../autoscaling/units.ts';
import { type NewCondition, withConditions } from '../controller/conditions.ts';

/** What a kubelet knows of a pod on its node. */
export interface ObservedPod {
  readonly pod: Pod;
  readonly startedAt: EpochMs;
  readonly podIP: string | undefined;
  /** Address of its node. */
  readonly hostIP: string | undefined;
  readonly init: readonly ContainerStatus[];
  readonly main: readonly ContainerStatus[];
}

/** The status the kubelet reports. */
export function podStatus({ pod, startedAt, podIP, hostIP, init, main }: ObservedPod, now: EpochMs): PodStatus {
  const incomplete = init.filter((status) => !isInitialized(pod)(status)).map(({ name }) => name);
  const phase = phaseOf(pod, init, main);
  const conditions = conditionsOf({ phase, incomplete, main, hasIp: podIP !== undefined });
  return {
    ...pod.status,
    phase,
    startTime: formatTime(startedAt),
    ...(hostIP === undefined ? {} : { hostIP, hostIPs: [{ ip: hostIP }] }),
    ...(podIP === undefined ? {} : { podIP, podIPs: [{ ip: podIP }] }),
    conditions: withConditions(pod.status?.conditions, conditions, now) as Condition[],
    ...(init.length === 0 ? {} : { initContainerStatuses: init }),
    containerStatuses: main,
  };
}

/** A sidecar has done its part in initialization once it runs; other init containers must have ended well. */
function isInitialized(pod: Pod): (status: ContainerStatus) => boolean {
  const sidecars = new Set(pod.spec.initContainers?.filter((c) => c.restartPolicy === 'Always').map((c) => c.name));
  return ({ name, state, started }) => (sidecars.has(name) ? started === true : state?.terminated?.exitCode === 0);
}

/** kubelet_pods.go, getPhase: a pod is Pending until every container has been started once. */
function phaseOf(
  pod: Pod,
  init: readonly ContainerStatus[],
  main: readonly ContainerStatus[],
): NonNullable<PodStatus['phase']> {
  const { restartPolicy } = pod.spec;
  const uninitialized = init.filter((status) => !isInitialized(pod)(status));
  if (restartPolicy === 'Never' && uninitialized.some(hasFailed)) return 'Failed';
  const neverStarted = main.some(({ state, lastState }) => state?.waiting !== undefined && !lastState?.terminated);
  if (uninitialized.length > 0 || neverStarted) return 'Pending';
  if (main.some(({ state }) => state?.running !== undefined)) return 'Running';
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  if (restartPolicy === 'Always' && !terminating) return 'Running';
  if (main.every(({ state }) => state?.terminated?.exitCode === 0)) return 'Succeeded';
  return restartPolicy === 'Never' || terminating ? 'Failed' : 'Running';
}

function hasFailed({ state }: ContainerStatus): boolean {
  return (state?.terminated?.exitCode ?? 0) !== 0;
}

function conditionsOf(pod: {
  readonly phase: string;
  /** Init containers that have not done their part. */
  readonly incomplete: readonly string[];
  readonly main: readonly ContainerStatus[];
  readonly hasIp: boolean;
}): readonly NewCondition[] {
  const initialized = pod.incomplete.length === 0;
  const unready = pod.main.filter(({ ready }) => !ready).map(({ name }) => name);
  const ready = condition('Ready', initialized && unready.length === 0, readinessReason(pod.phase, unready));
  return [
    condition('PodReadyToStartContainers', pod.hasIp),
    condition('Initialized', initialized, {
      reason: 'ContainersNotInitialized',
      message: `containers with incomplete status: [${pod.incomplete.join(' ')}]`,
    }),
    ready,
    { ...ready, type: 'ContainersReady' },
    condition('PodScheduled', true),
  ];
}

function readinessReason(phase: string, unready: readonly string[]): Partial<NewCondition> {
  if (phase === 'Succeeded') return { reason: 'PodCompleted' };
  if (phase === 'Failed') return { reason: 'PodFailed' };
  return { reason: 'ContainersNotReady', message: `containers with unready status: [${unready.join(' ')}]` };
}

function condition(type: string, holds: boolean, otherwise: Partial<NewCondition> = {}): NewCondition {
  return holds ? { type, status: 'True' } : { ...otherwise, type, status: 'False' };
}
