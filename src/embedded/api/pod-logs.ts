import type { Pod } from '../../autoscaling/objects.ts';
import type { Cancel } from '../../cluster/clock.ts';
import { ClusterError, type LogOptions } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import type { ContainerLog } from '../kubelet/container-logs.ts';
import type { Kubelet } from '../kubelet/kubelet.ts';
import { badRequest, notFound } from '../store/refusals.ts';
import type { ObjectStore } from '../world.ts';
import type { Outbox } from './outbox.ts';

/** Reads a container's log, as `kubectl logs` does. What goes wrong comes through `onEnd`. */
export function readLogs(
  { store, kubelet, outbox }: { readonly store: ObjectStore; readonly kubelet: Kubelet; readonly outbox: Outbox },
  reference: { readonly namespace: string; readonly name: string },
  { container, follow = false, onLine, onEnd }: LogOptions,
): Cancel {
  let open = true;
  const tell = (deliver: () => void): void =>
    outbox.post(() => {
      if (open) deliver();
    });
  try {
    const pod = store.get<Pod>(resources.pods, reference.namespace, reference.name);
    if (pod === undefined) throw notFound(resources.pods, reference.name);
    const stop = logOf(kubelet, pod, container).read(follow, {
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

function logOf(kubelet: Kubelet, pod: Pod, wanted: string | undefined): ContainerLog {
  const { metadata, spec, status } = pod;
  const name = wanted ?? spec.containers[0]?.name ?? '';
  const known = [...spec.containers, ...(spec.initContainers ?? [])].some((container) => container.name === name);
  if (!known) throw badRequest(`container ${name} is not valid for pod ${metadata.name}`);
  const log = kubelet.logOf(pod, name);
  if (log !== undefined) return log;
  const statuses = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])];
  const reason = statuses.find((container) => container.name === name)?.state?.waiting?.reason ?? 'ContainerCreating';
  throw badRequest(`container "${name}" in pod "${metadata.name}" is waiting to start: ${reason}`);
}
