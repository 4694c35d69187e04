import type { KubernetesObject, Pod } from '../../../src/autoscaling/objects.ts';
import { epochMs, plusMs } from '../../../src/autoscaling/units.ts';
import type { Deployment } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { scenarioComponents } from '../../../src/embedded/components.ts';
import type { EmbeddedModel, EmbeddedSetup, HttpServerModel } from '../../../src/embedded/setup.ts';
import { createWorld, type Kernel } from '../../../src/embedded/world/create-world.ts';

export const namespace = 'shop';

export const server: HttpServerModel = {
  service: 'web',
  port: 80,
  cpuMillisPerRequest: 10,
  ioMillisPerRequest: { median: 20, sigma: 0.3 },
  concurrency: 64,
  backlog: 256,
  threads: 2,
};

const measures = {
  rate: 'sum(rate(http_requests_total[30s]))',
  p95: 'histogram_quantile(0.95, sum(rate(http_request_duration_seconds_bucket[30s])) by (le))',
  errors: 'sum(rate(http_requests_total{code=~"5.."}[30s])) / sum(rate(http_requests_total[30s]))',
  cpu: 'sum(rate(container_cpu_usage_seconds_total[30s]))',
  throttled: 'sum(rate(throttled[30s])) / sum(rate(periods[30s]))',
} as const;

const target = { namespace, deployment: 'web', windowSeconds: 30 };

export function httpModel(http: HttpServerModel): EmbeddedModel {
  return {
    nodes: [{ name: 'pool', count: 4, cpu: '8', memory: '16Gi' }],
    imagePullSeconds: 1,
    queues: [],
    workloads: [
      {
        namespace,
        deployment: 'web',
        startup: { cpuSeconds: 0.2, threads: 2 },
        idle: { cpuMillicores: 0, memory: '40Mi' },
        http,
      },
    ],
    podsMetrics: [{ ...target, metric: 'http_requests_per_second', measure: 'request-rate', resolutionSeconds: 5 }],
    prometheus: {
      namespace: 'monitoring',
      service: 'prometheus',
      port: 9090,
      scrapeSeconds: 5,
      queries: [
        { ...target, query: measures.rate, measure: 'request-rate' },
        { ...target, query: measures.p95, measure: 'latency-p95' },
        { ...target, query: measures.errors, measure: 'error-ratio' },
        { ...target, query: measures.cpu, measure: 'cpu-rate' },
        { ...target, query: measures.throttled, measure: 'throttled-ratio' },
      ],
    },
  };
}

const labels = { app: 'web' };

export const service: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace },
  spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
} as KubernetesObject;

/** The Deployment `web` whose containers ask for `cpuRequest` and may use `cpuLimit`. */
export function web(replicas: number, cpuLimit = '1', cpuRequest = '500m'): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'web',
              image: 'web:1',
              resources: { requests: { cpu: cpuRequest, memory: '64Mi' }, limits: { cpu: cpuLimit, memory: '256Mi' } },
              readinessProbe: { periodSeconds: 1 },
            },
          ],
        },
      },
    },
  };
}

export function loadJob(name: string, command: readonly string[], extra: object = {}): KubernetesObject {
  const container = { name: 'load', image: 'load:1', command };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace },
    spec: {
      backoffLimit: 0,
      template: {
        metadata: { labels: { app: name } },
        spec: { restartPolicy: 'Never', containers: [container], ...extra },
      },
    },
  } as KubernetesObject;
}

/** A ConfigMap `scripts` with a k6 script, and the pod's volume of it at /scripts. */
export function scriptMap(text: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'scripts', namespace },
    data: { 'test.js': text },
  } as KubernetesObject;
}

export function k6Job(name: string, flags: readonly string[] = []): KubernetesObject {
  const command = ['k6', 'run', ...flags, '/scripts/test.js'];
  return loadJob(name, [], {
    containers: [
      { name: 'load', image: 'grafana/k6', command, volumeMounts: [{ name: 'scripts', mountPath: '/scripts' }] },
    ],
    volumes: [{ name: 'scripts', configMap: { name: 'scripts' } }],
  });
}

/** A cluster with a web server behind a Service, Prometheus, and short ways to look at it. */
export class HttpCluster {
  readonly kernel: Kernel;

  constructor(
    objects: readonly KubernetesObject[],
    changes: { readonly seed?: number; readonly http?: Partial<HttpServerModel> } = {},
  ) {
    const setup: EmbeddedSetup = {
      seed: changes.seed ?? 1,
      profile: 'upstream',
      startAt: epochMs(Date.UTC(2026, 0, 1, 9)),
      objects: [service, ...objects],
      model: httpModel({ ...server, ...changes.http }),
    };
    this.kernel = createWorld(setup, scenarioComponents(setup));
  }

  async seconds(count: number): Promise<void> {
    const { clock } = this.kernel;
    await clock.advanceTo(plusMs(clock.now(), count * 1000));
  }

  apply(object: KubernetesObject): void {
    this.kernel.store.create(object);
  }

  get deployment(): Deployment {
    const found = this.kernel.store.get<Deployment>(resources.deployments, namespace, 'web');
    if (!found) throw new Error('web is gone');
    return found;
  }

  scale(replicas: number): void {
    this.kernel.store.update({ ...this.deployment, spec: { ...this.deployment.spec, replicas } });
  }

  pods(app: string): readonly Pod[] {
    return this.kernel.store.select<Pod>(resources.pods, namespace, { matchLabels: { app } });
  }

  /** Value of a measure over the Deployment as Prometheus has it; undefined where its answer is empty. */
  measure(name: keyof typeof measures): number | undefined {
    const answer = this.kernel.world.services.call(
      { namespace: 'monitoring', name: 'prometheus', port: 9090 },
      `/api/v1/query?query=${encodeURIComponent(measures[name])}`,
    ) as { data: { result: { value: [number, string] }[] } };
    const text = answer.data.result[0]?.value[1];
    return text === undefined ? undefined : Number(text);
  }

  /** The log of the container `load` of the pod with this label. */
  log(app: string): readonly string[] {
    const lines: string[] = [];
    const [pod] = this.pods(app);
    if (pod)
      this.kernel.kubelet.logOf(pod, 'load')?.read(false, { onLine: (line) => lines.push(line), onEnd: () => {} });
    return lines;
  }

  /** How the container `load` of the pod with this label ended. */
  exitCode(app: string): number | undefined {
    return this.pods(app)[0]?.status?.containerStatuses?.[0]?.state?.terminated?.exitCode;
  }
}
