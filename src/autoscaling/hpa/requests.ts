import type { Container, Pod, ResourceList } from '../objects.ts';
import { parseMilli } from '../quantity/milli.ts';
import type { MilliValue } from '../units.ts';
import { CalculationError } from './metric-error.ts';

/** Request of each pod by name. */
export type Requests = ReadonlyMap<string, MilliValue>;

/**
 * What every listed pod requests of a resource, pending, failed and terminating ones included: one container without a
 * request fails the whole metric. A named container takes precedence over pod-level requests. Throws {@link CalculationError}.
 */
export function calculateRequests(
  pods: readonly Pod[],
  resource: string,
  container: string | undefined,
  podLevelResources: boolean,
): Requests {
  const requests = new Map<string, MilliValue>();
  for (const pod of pods) {
    const byPod = podLevelResources && container === undefined && hasPodLevelRequests(pod);
    requests.set(
      pod.metadata.name,
      byPod ? podLevelRequest(pod, resource) : containerRequest(pod, resource, container),
    );
  }
  return requests;
}

function containerRequest(pod: Pod, resource: string, container: string | undefined): MilliValue {
  let sum = 0n;
  let found = false;
  for (const { name, resources } of longRunningContainers(pod)) {
    if (container !== undefined && name !== container) continue;
    found = true;
    const request = resources?.requests?.[resource];
    if (request === undefined) {
      throw new CalculationError(`missing request for ${resource} in container ${name} of Pod ${pod.metadata.name}`);
    }
    sum += parseMilli(request);
  }
  if (container !== undefined && !found) {
    throw new CalculationError(`container ${container} not found in Pod ${pod.metadata.name}`);
  }
  return sum;
}

/** Containers, then sidecars: init containers that keep running. */
function longRunningContainers(pod: Pod): readonly Container[] {
  const { containers, initContainers } = pod.spec;
  if (!initContainers) return containers;
  return [...containers, ...initContainers.filter(isSidecar)];
}

function isSidecar({ restartPolicy }: Container): boolean {
  return restartPolicy === 'Always';
}

function hasPodLevelRequests(pod: Pod): boolean {
  return Object.keys(pod.spec.resources?.requests ?? {}).some(
    (name) => name === 'cpu' || name === 'memory' || name.startsWith('hugepages-'),
  );
}

/** The pod's own request where it names the resource, else what its containers add up to (KEP-2837). */
function podLevelRequest(pod: Pod, resource: string): MilliValue {
  const own = requestIn(pod.spec.resources?.requests, resource) ?? aggregateRequest(pod, resource);
  if (own === undefined) {
    throw new CalculationError(`missing pod-level request for ${resource} in Pod ${pod.metadata.name}`);
  }
  return own;
}

/** Containers and sidecars together, or the largest moment of the init phase if that is more. Undefined if nobody requests any. */
function aggregateRequest(pod: Pod, resource: string): MilliValue | undefined {
  let running: MilliValue | undefined;
  for (const { resources } of longRunningContainers(pod)) {
    running = add(running, requestIn(resources?.requests, resource));
  }
  let sidecars: MilliValue | undefined;
  for (const init of pod.spec.initContainers ?? []) {
    const request = requestIn(init.resources?.requests, resource);
    if (isSidecar(init)) sidecars = add(sidecars, request);
    else running = largest(running, request === undefined ? undefined : add(sidecars, request));
  }
  return running;
}

function requestIn(requests: ResourceList | undefined, resource: string): MilliValue | undefined {
  const text = requests?.[resource];
  return text === undefined ? undefined : parseMilli(text);
}

function add(a: MilliValue | undefined, b: MilliValue | undefined): MilliValue | undefined {
  return a === undefined ? b : b === undefined ? a : a + b;
}

function largest(a: MilliValue | undefined, b: MilliValue | undefined): MilliValue | undefined {
  return a === undefined ? b : b === undefined || a > b ? a : b;
}
