import { kedaKeys } from '../../../src/autoscaling/keda/settings.ts';
import type {
  HorizontalPodAutoscaler,
  KubernetesObject,
  Pod,
  ScaledObject,
  ScaleTrigger,
} from '../../../src/autoscaling/objects.ts';
import { epochMs, plusMs } from '../../../src/autoscaling/units.ts';
import type { Deployment } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { scenarioComponents } from '../../../src/embedded/components.ts';
import type { EmbeddedModel, EmbeddedSetup, RedisWorkerModel } from '../../../src/embedded/setup.ts';
import { createWorld, type Kernel } from '../../../src/embedded/world/create-world.ts';

export const namespace = 'jobs';

const ofWorker = { namespace, deployment: 'worker', windowSeconds: 30 } as const;

const defaultWorker: RedisWorkerModel = {
  list: 'celery',
  concurrency: 4,
  cpuMillisPerMessage: 20,
  threads: 1,
  ioMillisPerMessage: { median: 900, sigma: 0.2 },
};

function modelWith(worker: Partial<RedisWorkerModel>): EmbeddedModel {
  return {
    nodes: [{ name: 'pool', count: 2, cpu: '4', memory: '16Gi' }],
    imagePullSeconds: 2,
    queues: [
      { kind: 'redis-list', namespace, service: 'redis', port: 6379, list: 'celery' },
      { kind: 'redis-list', namespace, service: 'redis', port: 6379, list: 'mail' },
    ],
    workloads: [
      {
        namespace,
        deployment: 'worker',
        startup: { cpuSeconds: 0.2, threads: 1 },
        idle: { cpuMillicores: 2, memory: '60Mi' },
        worker: { ...defaultWorker, ...worker },
      },
    ],
    podsMetrics: [],
    externalMetrics: [
      { ...ofWorker, metric: 'jobs_waiting', measure: 'queue-length', resolutionSeconds: 5 },
      { ...ofWorker, metric: 'jobs_per_second', measure: 'acked-rate', resolutionSeconds: 5 },
    ],
    prometheus: {
      namespace: 'monitoring',
      service: 'prometheus',
      port: 9090,
      scrapeSeconds: 5,
      queries: [{ ...ofWorker, query: 'sum(redis_key_size{key="celery"})', measure: 'queue-length' }],
    },
  };
}

export function workerDeployment(replicas: number): Deployment {
  const labels = { app: 'worker' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'worker', namespace },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'worker',
              image: 'worker:1',
              env: [{ name: 'REDIS_ADDRESS', value: `redis.${namespace}.svc.cluster.local:6379` }],
              resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
            },
          ],
        },
      },
    },
  };
}

export const redisTrigger: ScaleTrigger = {
  type: 'redis',
  metadata: { address: `redis.${namespace}.svc.cluster.local:6379`, listName: 'celery', listLength: '5' },
};

export function workerScaledObject(changes: Partial<ScaledObject['spec']> = {}): ScaledObject {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'worker', namespace },
    spec: {
      scaleTargetRef: { name: 'worker' },
      pollingInterval: 5,
      cooldownPeriod: 30,
      minReplicaCount: 1,
      maxReplicaCount: 5,
      triggers: [redisTrigger],
      advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 0 } } } },
      ...changes,
    },
  };
}

/** A Job that runs a command line in a shell. */
export function shellJob(name: string, script: string): KubernetesObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace },
    spec: {
      template: {
        metadata: { labels: { app: name } },
        spec: {
          restartPolicy: 'Never',
          containers: [{ name: 'load', image: 'redis:8', command: ['sh', '-c', script] }],
        },
      },
    },
  };
}

/** A cluster with Redis, KEDA and a worker, and short ways to look at it. */
export class RedisCluster {
  readonly kernel: Kernel;

  constructor(
    objects: readonly KubernetesObject[],
    changes: { readonly worker?: Partial<RedisWorkerModel>; readonly seed?: number } = {},
  ) {
    const setup: EmbeddedSetup = {
      seed: changes.seed ?? 1,
      profile: 'upstream',
      startAt: epochMs(Date.UTC(2026, 0, 1, 9)),
      objects,
      model: modelWith(changes.worker ?? {}),
    };
    this.kernel = createWorld(setup, scenarioComponents(setup));
  }

  async seconds(count: number): Promise<void> {
    const { clock } = this.kernel;
    await clock.advanceTo(plusMs(clock.now(), count * 1000));
  }

  apply(object: KubernetesObject): KubernetesObject {
    return this.kernel.store.create(object);
  }

  get replicas(): number {
    return this.kernel.store.get<Deployment>(resources.deployments, namespace, 'worker')?.spec.replicas ?? 0;
  }

  get hpa(): HorizontalPodAutoscaler | undefined {
    return this.kernel.store.get(resources.horizontalPodAutoscalers, namespace, 'keda-hpa-worker');
  }

  /** Status and reason of a condition of the ScaledObject. */
  condition(type: string): string | undefined {
    const found = this.kernel.store
      .get<ScaledObject>(resources.scaledObjects, namespace, 'worker')
      ?.status?.conditions?.find((each) => each.type === type);
    return found && `${found.status} ${found.reason}`;
  }

  /** What the HPA gets for a metric of the ScaledObject. */
  externalMetric(metric = 's0-redis-celery'): string | undefined {
    const selector = { matchLabels: { [kedaKeys.ownerLabel]: 'worker' } };
    return this.kernel.world.metrics.externalMetric(namespace, metric, selector)[0]?.value;
  }

  /** Lines of the container `load` of the first pod with the label `app`. */
  log(app: string): readonly string[] {
    const [pod] = this.kernel.store.select<Pod>(resources.pods, namespace, { matchLabels: { app } });
    const lines: string[] = [];
    if (pod)
      this.kernel.kubelet.logOf(pod, 'load')?.read(false, { onLine: (line) => lines.push(line), onEnd: () => {} });
    return lines;
  }

  /** Reasons and messages of events about an object, in the order they were first written. */
  events(about: string): readonly string[] {
    return this.kernel.store
      .list(resources.events, namespace)
      .filter(({ involvedObject }) => (involvedObject as { name: string }).name === about)
      .map(({ reason, message }) => `${String(reason)}: ${String(message)}`);
  }
}
