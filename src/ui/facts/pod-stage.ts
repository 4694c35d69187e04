import type { ContainerStatus, Pod } from '../../autoscaling/objects.ts';

/** Where a pod is in its life, as a cell of the pods pane. */
export type PodStage = 'pending' | 'starting' | 'ready' | 'ending' | 'error';

/** Stages in the order a pod goes through them. */
export const podStages: readonly PodStage[] = ['ready', 'starting', 'pending', 'ending', 'error'];

/** Waiting reasons that are steps on the way rather than failures. */
const onTheWay = new Set(['ContainerCreating', 'PodInitializing']);

/** The stage of a pod. A deletion counts from the moment it is asked for; a running container that is not ready yet is starting. */
export function podStage(pod: Pod): PodStage {
  if (pod.metadata.deletionTimestamp) return 'ending';
  if (pod.status?.phase === 'Failed' || statuses(pod).some(isBroken)) return 'error';
  if (pod.status?.phase === 'Succeeded') return 'ending';
  if (isReady(pod)) return 'ready';
  return pod.spec.nodeName ? 'starting' : 'pending';
}

/** The Ready condition, which decides whether a Service and the HPA count a pod. */
export function isReady(pod: Pod): boolean {
  return pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

/** What `kubectl get pods` prints under STATUS; follows printPod of kubectl's printers. */
export function podStatusText(pod: Pod): string {
  const base = pod.status?.reason || pod.status?.phase || 'Unknown';
  const initializing = initText(pod);
  const text = initializing ?? containersText(pod) ?? base;
  if (!pod.metadata.deletionTimestamp) return text;
  return pod.status?.reason === 'NodeLost' ? 'Unknown' : 'Terminating';
}

/** What `kubectl get pods` prints under READY and RESTARTS. */
export function podCounts(pod: Pod): { readonly ready: string; readonly restarts: number } {
  const containers = pod.status?.containerStatuses ?? [];
  return {
    ready: `${containers.filter(({ ready }) => ready).length}/${pod.spec.containers.length}`,
    restarts: containers.reduce((sum, { restartCount }) => sum + restartCount, 0),
  };
}

function statuses(pod: Pod): readonly ContainerStatus[] {
  return [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
}

function isBroken({ state }: ContainerStatus): boolean {
  if (state?.terminated) return state.terminated.exitCode !== 0;
  return state?.waiting?.reason !== undefined && !onTheWay.has(state.waiting.reason);
}

/** `Init:0/2` and its failures while init containers run; undefined once they are done. */
function initText(pod: Pod): string | undefined {
  const inits = pod.status?.initContainerStatuses ?? [];
  for (const [index, status] of inits.entries()) {
    const { state } = status;
    if (state?.terminated?.exitCode === 0) continue;
    if (status.started && pod.spec.initContainers?.[index]?.restartPolicy === 'Always') continue;
    if (state?.terminated) return `Init:${state.terminated.reason || `ExitCode:${state.terminated.exitCode}`}`;
    const waiting = state?.waiting?.reason;
    if (waiting && waiting !== 'PodInitializing') return `Init:${waiting}`;
    return `Init:${index}/${pod.spec.initContainers?.length ?? inits.length}`;
  }
  return undefined;
}

/** The reason of the first container that has one. */
function containersText(pod: Pod): string | undefined {
  const containers = pod.status?.containerStatuses ?? [];
  const reasons = containers.flatMap(({ state }) => {
    if (state?.waiting?.reason) return [state.waiting.reason];
    if (state?.terminated) return [state.terminated.reason || `ExitCode:${state.terminated.exitCode}`];
    return [];
  });
  const running = containers.some(({ ready, state }) => ready && state?.running);
  if (reasons[0] === 'Completed' && running) return isReady(pod) ? 'Running' : 'NotReady';
  return reasons[0];
}
