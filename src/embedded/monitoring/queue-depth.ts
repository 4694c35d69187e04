import type { WorkloadModel } from '../setup.ts';
import type { Brokers } from '../workload/workloads.ts';

/** Reads how much waits in the queue that a Deployment's worker takes from; undefined: the model has no such worker or queue. */
export type QueueDepth = (namespace: string, deployment: string) => number | undefined;

/** Elements of a Redis list, or messages that a JetStream consumer has not been given yet. What a worker holds already does not wait. */
export function queueDepth(workloads: readonly WorkloadModel[], { nats, redis }: Brokers): QueueDepth {
  return (namespace, deployment) => {
    const worker = workloads.find((each) => each.namespace === namespace && each.deployment === deployment)?.worker;
    if (!worker) return undefined;
    if ('list' in worker) return redis.holding(worker.list, namespace)?.list(worker.list).length;
    for (const server of nats) {
      const consumer = server.consumer(worker.stream, worker.consumer);
      if (consumer) return consumer.state().pending;
    }
    return undefined;
  };
}
