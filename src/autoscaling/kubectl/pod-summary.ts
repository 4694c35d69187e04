import type { ContainerStatus, Pod } from '../objects.ts';
import { type EpochMs, parseTime } from '../units.ts';
import { humanDuration } from './human-duration.ts';

/** What kubectl sums up of a pod's containers. */
export interface PodSummary {
  readonly ready: string;
  readonly status: string;
  readonly restarts: string;
}

/** The rules of `printPod` in the API server's printers. */
export function summarizePod(pod: Pod, now: EpochMs): PodSummary {
  const { spec, status, metadata } = pod;
  const sidecars = spec.initContainers?.filter(isSidecar) ?? [];
  const sidecarNames = new Set(sidecars.map(({ name }) => name));
  const main = status?.containerStatuses ?? [];
  const init = status?.initContainerStatuses ?? [];
  const runningSidecars = init.filter(({ name }) => sidecarNames.has(name));
  const initializing = initText(pod, init, sidecarNames);
  const counted = initializing === undefined ? [...runningSidecars, ...main] : init;
  const ready = [...main, ...runningSidecars].filter((container) => container.ready && container.state?.running).length;
  const reason = initializing ?? mainText(pod, main);
  return {
    ready: `${initializing === undefined ? ready : 0}/${spec.containers.length + sidecars.length}`,
    status: metadata.deletionTimestamp === undefined || isOver(status?.phase) ? reason : 'Terminating',
    restarts: restartsOf(counted, now),
  };
}

function isSidecar({ restartPolicy }: { readonly restartPolicy?: string }): boolean {
  return restartPolicy === 'Always';
}

function isOver(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** What an unfinished init container says; undefined once all are done. */
function initText(
  { spec }: Pod,
  statuses: readonly ContainerStatus[],
  sidecars: ReadonlySet<string>,
): string | undefined {
  for (const [index, { name, state, started }] of statuses.entries()) {
    if (state?.terminated?.exitCode === 0 || (sidecars.has(name) && started === true)) continue;
    if (state?.terminated) return `Init:${state.terminated.reason || `ExitCode:${state.terminated.exitCode}`}`;
    const waiting = state?.waiting?.reason;
    if (waiting && waiting !== 'PodInitializing') return `Init:${waiting}`;
    return `Init:${index}/${spec.initContainers?.length ?? 0}`;
  }
  return undefined;
}

function mainText({ status }: Pod, statuses: readonly ContainerStatus[]): string {
  // The last container with something to say is the first one in the list.
  const spoken = statuses
    .map(({ state }) => state?.waiting?.reason || terminatedText(state?.terminated))
    .find((reason) => reason !== undefined);
  const running = statuses.some(({ ready, state }) => ready && state?.running !== undefined);
  const reason = spoken ?? (status?.reason || status?.phase || 'Unknown');
  if (reason !== 'Completed' || !running) return reason;
  return status?.conditions?.some(({ type, status: holds }) => type === 'Ready' && holds === 'True')
    ? 'Running'
    : 'NotReady';
}

function terminatedText(
  terminated: { readonly exitCode: number; readonly reason?: string } | undefined,
): string | undefined {
  return terminated && (terminated.reason || `ExitCode:${terminated.exitCode}`);
}

function restartsOf(statuses: readonly ContainerStatus[], now: EpochMs): string {
  const total = statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
  const ends = statuses.flatMap(({ lastState }) => parseTime(lastState?.terminated?.finishedAt) ?? []);
  return total === 0 || ends.length === 0 ? String(total) : `${total} (${humanDuration(now - Math.max(...ends))} ago)`;
}
