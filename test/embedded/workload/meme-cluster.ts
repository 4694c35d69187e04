import type { KubernetesObject, ScaledObject } from '../../../src/autoscaling/objects.ts';
import { epochMs, plusMs } from '../../../src/autoscaling/units.ts';
import type { Deployment } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { scenarioComponents } from '../../../src/embedded/components.ts';
import type { EmbeddedModel, EmbeddedSetup, QueueWorkerModel } from '../../../src/embedded/setup.ts';
import { createWorld, type Kernel } from '../../../src/embedded/world/create-world.ts';

export const namespace = 'meme-generator';
export const throttledQuery = 'sum(rate(throttled[30s])) / sum(rate(periods[30s]))';
export const productivityQuery = 'sum(rate(acked[30s])) / sum(rate(cpu[30s]))';
export const cpuQuery = 'sum(rate(cpu[30s]))';

const worker: QueueWorkerModel = {
  stream: 'MEMES',
  consumer: 'meme-generator',
  batch: 40,
  concurrency: 6,
  cpuMillisPerMessage: 2,
  threads: 4,
  ioMillisPerMessage: { median: 1000, sigma: 0.2 },
};

export const memeModel: EmbeddedModel = {
  nodes: [{ name: 'pool', count: 3, cpu: '4', memory: '16Gi' }],
  imagePullSeconds: 2,
  queues: [
    {
      kind: 'nats-jetstream',
      namespace,
      service: 'nats',
      monitoringPort: 8222,
      account: '$G',
      stream: 'MEMES',
      subject: 'meme.request',
      consumer: 'meme-generator',
      ackWaitSeconds: 30,
      maxAckPending: 1000,
    },
  ],
  workloads: [
    {
      namespace,
      deployment: 'meme-backend',
      startup: { cpuSeconds: 0.5, threads: 4 },
      idle: { cpuMillicores: 2, memory: '40Mi' },
      worker,
    },
  ],
  podsMetrics: [
    {
      metric: 'memegenerator_pod_cpu_rate',
      namespace,
      deployment: 'meme-backend',
      measure: 'cpu-rate',
      windowSeconds: 30,
      resolutionSeconds: 5,
    },
  ],
  prometheus: {
    namespace: 'monitoring',
    service: 'prometheus',
    port: 9090,
    scrapeSeconds: 5,
    queries: [
      { query: throttledQuery, measure: 'throttled-ratio', namespace, deployment: 'meme-backend', windowSeconds: 30 },
      { query: productivityQuery, measure: 'productivity', namespace, deployment: 'meme-backend', windowSeconds: 30 },
      { query: cpuQuery, measure: 'cpu-rate', namespace, deployment: 'meme-backend', windowSeconds: 30 },
    ],
  },
};

export function memeBackend(replicas: number): Deployment {
  const labels = { app: 'meme-backend' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'meme-backend', namespace },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'backend',
              image: 'meme-backend:1',
              resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
            },
          ],
        },
      },
    },
  };
}

export function memeScaledObject(changes: Partial<ScaledObject['spec']> = {}): ScaledObject {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'meme-backend', namespace },
    spec: {
      scaleTargetRef: { name: 'meme-backend' },
      pollingInterval: 5,
      cooldownPeriod: 30,
      minReplicaCount: 1,
      maxReplicaCount: 10,
      triggers: [
        {
          type: 'nats-jetstream',
          metadata: {
            natsServerMonitoringEndpoint: `nats.${namespace}.svc.cluster.local:8222`,
            account: '$G',
            stream: 'MEMES',
            consumer: 'meme-generator',
            lagThreshold: '5',
            activationLagThreshold: '1',
          },
        },
      ],
      ...changes,
    },
  };
}

/** A Job that runs `nats bench` with the given words. */
export function benchJob(name: string, ...words: readonly string[]): KubernetesObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace },
    spec: {
      template: {
        metadata: { labels: { app: name } },
        spec: { restartPolicy: 'Never', containers: [{ name: 'load', image: 'nats-box', command: [...words] }] },
      },
    },
  };
}

export const burst6000 = 'nats bench js pub meme.request --stream MEMES --msgs 6000 --clients=60'.split(' ');

/** A cluster with a broker, Prometheus, KEDA and meme-backend, and short ways to look at it. */
export class MemeCluster {
  readonly kernel: Kernel;

  constructor(objects: readonly KubernetesObject[], changes: Partial<EmbeddedSetup> = {}) {
    const setup: EmbeddedSetup = {
      seed: 1,
      profile: 'gke',
      startAt: epochMs(Date.UTC(2026, 0, 1, 9)),
      objects,
      model: memeModel,
      ...changes,
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
    return this.deployment.spec.replicas ?? 1;
  }

  get deployment(): Deployment {
    const found = this.kernel.store.get<Deployment>(resources.deployments, namespace, 'meme-backend');
    if (!found) throw new Error('meme-backend is gone');
    return found;
  }

  scale(replicas: number): void {
    this.kernel.store.update({ ...this.deployment, spec: { ...this.deployment.spec, replicas } });
  }

  get scaledObject(): ScaledObject {
    const found = this.kernel.store.get<ScaledObject>(resources.scaledObjects, namespace, 'meme-backend');
    if (!found) throw new Error('the ScaledObject is gone');
    return found;
  }

  /** The consumer's entry in /jsz. */
  consumer(): { num_pending: number; num_ack_pending: number; num_redelivered: number; num_waiting: number } {
    const answer = this.call('/jsz?acc=$G&consumers=true&config=true') as {
      account_details: [{ stream_detail: [{ consumer_detail: [ReturnType<MemeCluster['consumer']>] }] }];
    };
    return answer.account_details[0].stream_detail[0].consumer_detail[0];
  }

  lag(): number {
    const { num_pending, num_ack_pending } = this.consumer();
    return num_pending + num_ack_pending;
  }

  call(path: string): unknown {
    return this.kernel.world.services.call({ namespace, name: 'nats', port: 8222 }, path);
  }

  /** Value of a Prometheus query; undefined where the answer is empty. */
  prometheus(query: string): number | undefined {
    const answer = this.kernel.world.services.call(
      { namespace: 'monitoring', name: 'prometheus', port: 9090 },
      `/api/v1/query?query=${encodeURIComponent(query)}`,
    ) as { data: { result: { value: [number, string] }[] } };
    const text = answer.data.result[0]?.value[1];
    return text === undefined ? undefined : Number(text);
  }

  /** Reasons and messages of events about an object, in the order they were first written. */
  events(about: string): readonly string[] {
    return this.kernel.store
      .list(resources.events, namespace)
      .filter(({ involvedObject }) => (involvedObject as { name: string }).name === about)
      .map(({ reason, message }) => `${String(reason)}: ${String(message)}`);
  }
}
