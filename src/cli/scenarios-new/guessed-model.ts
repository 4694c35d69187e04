import type { Deployment } from '../../cluster/objects.ts';
import type { QueueSignal } from '../../scenario/model.ts';
import type { NamespaceObjects } from '../../session/discovery/namespace-objects.ts';
import { podRequest } from '../../session/discovery/pod-request.ts';
import type { PlayableSignals } from './playable-signals.ts';

/** What the model is guessed from. */
export interface Found {
  readonly objects: NamespaceObjects;
  /** Those with autoscalers; the first one is what the scenario is about. */
  readonly deployments: readonly Deployment[];
  readonly playable: PlayableSignals;
}

const nodeCores = 4;
const usualRequestCores = 0.1;
const windowSeconds = 30;
const resolutionSeconds = 5;

/**
 * A model that can be played: nodes enough for every replica, workers on the queue that was found, and plain figures for what a namespace
 * does not tell, namely how much work a message or request is.
 */
export function guessedModel({ objects, deployments, playable }: Found): object {
  const [first] = deployments;
  const over = { namespace: objects.namespace, deployment: first?.metadata.name ?? '', windowSeconds };
  const { queue } = playable.signals;
  const { prometheus } = playable;
  return {
    nodes: [{ name: 'pool-1', count: nodesFor(objects, deployments), cpu: String(nodeCores), memory: '16Gi' }],
    imagePullSeconds: 3,
    ...(queue && { queues: queuesOf(queue) }),
    workloads: deployments.map((deployment) => ({
      namespace: objects.namespace,
      deployment: deployment.metadata.name,
      startup: { cpuSeconds: 0.5, threads: 1 },
      idle: { cpuMillicores: 2, memory: '60Mi' },
      ...(deployment === first && queue && { worker: workerOf(queue) }),
    })),
    podsMetrics: playable.podsMetrics.map((metric) => ({ metric, measure: 'cpu-rate', ...over, resolutionSeconds })),
    ...(playable.externalMetrics.length > 0 && {
      externalMetrics: playable.externalMetrics.map((metric) => ({
        metric,
        measure: 'cpu-rate',
        ...over,
        resolutionSeconds,
      })),
    }),
    ...(playable.queries.length > 0 && {
      prometheus: {
        ...(prometheus ?? { namespace: 'monitoring', service: 'prometheus', port: 9090 }),
        scrapeSeconds: 5,
        queries: playable.queries.map((query) => ({ query, measure: 'cpu-rate', ...over })),
      },
    }),
  };
}

function queuesOf(queue: QueueSignal): readonly object[] {
  if (!('service' in queue) || queue.kind === 'prometheus') return [];
  const { kind, namespace, service, port } = queue;
  if (kind === 'redis-list') return [{ kind, namespace, service, port, list: queue.list }];
  const { account, stream, consumer } = queue;
  const limits = { ackWaitSeconds: 30, maxAckPending: 1000 };
  const subject = `${stream.toLowerCase()}.work`;
  return [{ kind, namespace, service, monitoringPort: port, account, stream, subject, consumer, ...limits }];
}

function workerOf(queue: QueueSignal): object {
  const work = { concurrency: 10, cpuMillisPerMessage: 5, threads: 1, ioMillisPerMessage: { median: 200, sigma: 0.3 } };
  if (queue.kind === 'redis-list') return { list: queue.list, ...work };
  if (queue.kind === 'prometheus') throw new TypeError('a namespace tells of no queue behind Prometheus');
  return { stream: queue.stream, consumer: queue.consumer, batch: 10, ...work };
}

/** Nodes on which the most replicas that any autoscaler allows fit, with one to spare. */
function nodesFor({ hpas }: NamespaceObjects, deployments: readonly Deployment[]): number {
  const cores = deployments.map(({ metadata, spec }) => {
    const own = hpas.filter(({ spec: { scaleTargetRef } }) => scaleTargetRef.name === metadata.name);
    const most = Math.max(spec.replicas ?? 1, ...own.map(({ spec: { maxReplicas } }) => maxReplicas));
    return most * (podRequest(spec.template.spec, 'cpu') ?? usualRequestCores);
  });
  const all = cores.reduce((sum, each) => sum + each, 0);
  return Math.min(1000, Math.ceil(all / (nodeCores * 0.8)) + 1);
}
