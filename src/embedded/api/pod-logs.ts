import type { ContainerStatus, Pod } from '../../autoscaling/objects.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import type { Cancel } from '../../cluster/clock.ts';
import { ClusterError, type LogOptions } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import type { LogLine } from '../kubelet/container-logs.ts';
import type { Kubelet } from '../kubelet/kubelet.ts';
import { badRequest, notFound } from '../store/refusals.ts';
import type { ObjectStore } from '../world.ts';
import { loggedContainer } from './logged-container.ts';
import type { Outbox } from './outbox.ts';

/** Which lines of a log, and how they look. */
export interface LogSelection extends LogOptions {
  /** The run before the present one. */
  readonly previous?: boolean;
  /** Each line begins with the time it was written. */
  readonly timestamps?: boolean;
  /** Nothing older. */
  readonly since?: EpochMs;
  /** The last ones only. */
  readonly tailLines?: number;
}

/** Reads a container's log, as `kubectl logs` does. What goes wrong comes through `onEnd`. */
export function readLogs(
  { store, kubelet, outbox }: { readonly store: ObjectStore; readonly kubelet: Kubelet; readonly outbox: Outbox },
  reference: { readonly namespace: string; readonly name: string },
  { onLine, onEnd, ...selection }: LogSelection,
): Cancel {
  let open = true;
  const tell = (deliver: () => void): void =>
    outbox.post(() => {
      if (open) deliver();
    });
  try {
    const pod = store.get<Pod>(resources.pods, reference.namespace, reference.name);
    if (pod === undefined) throw notFound(resources.pods, reference.name);
    const stop = read(kubelet, pod, selection, {
      onLine: (line) => tell(() => onLine(line)),
      onEnd: () => tell(() => onEnd?.()),
    });
    return () => {
      open = false;
      stop();
    };
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    tell(() => onEnd?.(error));
    return () => {
      open = false;
    };
  }
}

type Selection = Omit<LogSelection, 'onLine' | 'onEnd'>;

function read(
  kubelet: Kubelet,
  pod: Pod,
  selection: Selection,
  { onLine, onEnd }: { readonly onLine: (line: string) => void; readonly onEnd: () => void },
): Cancel {
  const { previous = false, follow = false, timestamps = false, since, tailLines } = selection;
  const name = loggedContainer(pod, selection.container);
  const log = kubelet.logOf(pod, name);
  // A pod that is on no node yet has nothing to say, and nobody to say why.
  if (log === undefined && pod.spec.nodeName === undefined) {
    onEnd();
    return () => undefined;
  }
  const status = statusOf(pod, name);
  if (log === undefined) throw notStarted(pod, name, status);
  if (previous && status?.lastState?.terminated === undefined) {
    throw badRequest(`previous terminated container "${name}" in pod "${pod.metadata.name}" not found`);
  }
  const tell = (text: string, at: EpochMs): void => onLine(timestamps ? `${timestamp(at)} ${text}` : text);
  const isOver = previous && status?.state?.running !== undefined;
  const lines = selected(isOver ? (log.previous ?? []) : log.lines, since, tailLines);
  for (const { text, at } of lines) tell(text, at);
  return log.follow(follow && !previous, { onLine: tell, onEnd });
}

function selected(
  lines: readonly LogLine[],
  since: EpochMs | undefined,
  tailLines: number | undefined,
): readonly LogLine[] {
  const recent = since === undefined ? lines : lines.filter(({ at }) => at >= since);
  return tailLines === undefined ? recent : recent.slice(Math.max(0, recent.length - tailLines));
}

/** RFC 3339 with nine digits of a second, which the container runtime writes. */
function timestamp(at: EpochMs): string {
  return `${new Date(at).toISOString().slice(0, -1)}000000Z`;
}

function statusOf({ status }: Pod, name: string): ContainerStatus | undefined {
  const all = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])];
  return all.find((container) => container.name === name);
}

/** kubelet_pods.go, validateContainerLogStatus. */
function notStarted({ metadata }: Pod, name: string, status: ContainerStatus | undefined): ClusterError {
  const reason = status?.state?.waiting?.reason ?? 'ContainerCreating';
  const why: Readonly<Record<string, string>> = {
    ErrImagePull: "image can't be pulled",
    ImagePullBackOff: 'trying and failing to pull image',
  };
  return badRequest(`container "${name}" in pod "${metadata.name}" is waiting to start: ${why[reason] ?? reason}`);
}
