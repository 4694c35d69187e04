import type { Container, Pod, PodSpec, Probe, Toleration } from '../../autoscaling/objects.ts';
import { fill } from './fill.ts';

/** Specs that are known to be complete: the same one is stored again with every change of a status. */
const complete = new WeakSet<PodSpec>();

/** What the API server fills in for the pods of a template. (pkg/apis/core/v1/defaults.go) */
export function podSpecDefaults(spec: PodSpec): PodSpec {
  if (complete.has(spec) || !Array.isArray(spec.containers)) return spec;
  const { initContainers } = spec;
  const filled = fill(
    {
      ...spec,
      containers: spec.containers.map(containerDefaults),
      ...(initContainers === undefined ? {} : { initContainers: initContainers.map(containerDefaults) }),
    },
    {
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      securityContext: {},
    },
  );
  complete.add(filled);
  return filled;
}

/** What a pod has besides, from defaulting and from admission: DefaultTolerationSeconds, ServiceAccount, Priority. */
export function podDefaults(pod: Pod): Pod {
  if (pod.metadata.uid !== undefined && complete.has(pod.spec)) return pod;
  const { serviceAccountName = 'default', tolerations = [] } = pod.spec as PodSpec & {
    readonly serviceAccountName?: string;
  };
  const missing = unreachableNodes.filter(({ key }) => !tolerations.some((own) => covers(own, key)));
  const base = podSpecDefaults(pod.spec);
  const spec = fill(missing.length === 0 ? base : { ...base, tolerations: [...tolerations, ...missing] }, {
    serviceAccountName,
    serviceAccount: serviceAccountName,
    enableServiceLinks: true,
    priority: 0,
    preemptionPolicy: 'PreemptLowerPriority',
  });
  complete.add(spec);
  return {
    ...pod,
    spec,
    status: { phase: 'Pending', qosClass: qosClass(spec), ...pod.status } as Pod['status'] & object,
  };
}

const unreachableNodes: readonly Toleration[] = ['not-ready', 'unreachable'].map((state) => ({
  key: `node.kubernetes.io/${state}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

function covers({ key, effect }: Toleration, taint: string | undefined): boolean {
  return (key === undefined || key === taint) && (effect === undefined || effect === 'NoExecute');
}

function containerDefaults(container: Container): Container {
  const { limits, requests } = container.resources ?? {};
  const probes = (['readinessProbe', 'livenessProbe', 'startupProbe'] as const).flatMap((name) => {
    const probe = container[name];
    return probe === undefined ? [] : [[name, probeDefaults(probe)] as const];
  });
  return fill(
    {
      ...container,
      ...Object.fromEntries(probes),
      ...(container.ports === undefined
        ? {}
        : { ports: container.ports.map((port) => fill(port, { protocol: 'TCP' })) }),
      // What a container may use at most is what it asks for, where it does not say.
      ...(limits === undefined ? {} : { resources: { ...container.resources, requests: { ...limits, ...requests } } }),
    },
    {
      resources: {},
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
      imagePullPolicy: pullPolicy(container.image ?? ''),
    },
  );
}

function probeDefaults(probe: Probe): Probe {
  const { httpGet } = probe;
  const filled = httpGet === undefined ? probe : { ...probe, httpGet: fill(httpGet, { path: '/', scheme: 'HTTP' }) };
  return fill(filled, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });
}

/** A tag that moves is looked up each time. */
function pullPolicy(image: string): string {
  const [, tag = 'latest'] = /:([^/:@]+)(?:@.*)?$/.exec(image) ?? [];
  return tag === 'latest' && !image.includes('@') ? 'Always' : 'IfNotPresent';
}

/** Guaranteed: every container asks for all it may use; BestEffort: none asks for anything. */
function qosClass({ containers, initContainers = [] }: PodSpec): string {
  const all = [...containers, ...initContainers];
  const asks = all.some(({ resources = {} }) => Object.keys({ ...resources.requests, ...resources.limits }).length > 0);
  if (!asks) return 'BestEffort';
  const isFixed = ({ resources: { requests = {}, limits = {} } = {} }: Container): boolean =>
    ['cpu', 'memory'].every((name) => limits[name] !== undefined && limits[name] === requests[name]);
  return all.every(isFixed) ? 'Guaranteed' : 'Burstable';
}
