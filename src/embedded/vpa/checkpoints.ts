import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { UsageAggregate } from '../../autoscaling/vpa/aggregate.ts';
import { CheckpointError, fromCheckpoint, toCheckpoint } from '../../autoscaling/vpa/checkpoint.ts';
import type { VerticalPodAutoscaler, VerticalPodAutoscalerCheckpoint } from '../../autoscaling/vpa/objects.ts';
import { resources } from '../../cluster/resources.ts';
import type { World } from '../world.ts';

const type = resources.verticalPodAutoscalerCheckpoints;
const { apiVersion } = type;
const kind = 'VerticalPodAutoscalerCheckpoint';

type UsageByContainer = ReadonlyMap<string, UsageAggregate>;

/**
 * What the recommender keeps in the cluster for its next start, an object per VPA and container. It starts with the cluster: checkpoints
 * among a setup's objects give it a history from the first minute on.
 */
export class Checkpoints {
  /** As they were at the start, by namespace and VPA. */
  readonly #loaded = new Map<string, Map<string, UsageAggregate>>();

  /** Reads what is there. A checkpoint of another version is passed over. */
  load({ store, clock }: World): void {
    for (const { metadata, spec, status } of store.list<VerticalPodAutoscalerCheckpoint>(type)) {
      if (status === undefined) continue;
      const key = keyOf(metadata.namespace, spec.vpaObjectName);
      const usage = this.#loaded.get(key) ?? new Map<string, UsageAggregate>();
      try {
        usage.set(spec.containerName, fromCheckpoint(status, clock.now()));
        this.#loaded.set(key, usage);
      } catch (error) {
        if (!(error instanceof CheckpointError)) throw error;
      }
    }
  }

  /** What was known of a VPA's containers before the cluster started. */
  of({ metadata }: VerticalPodAutoscaler): UsageByContainer {
    return this.#loaded.get(keyOf(metadata.namespace, metadata.name)) ?? nothing;
  }

  /** Writes what is known of a VPA's containers now. */
  write({ store, clock }: World, { metadata }: VerticalPodAutoscaler, usage: UsageByContainer): void {
    const { namespace = '', name: vpaObjectName } = metadata;
    for (const [containerName, aggregate] of usage) {
      const name = `${vpaObjectName}-${containerName}`;
      const status = toCheckpoint(aggregate, clock.now());
      const known = store.get<VerticalPodAutoscalerCheckpoint>(type, namespace, name);
      if (known !== undefined) store.updateStatus<VerticalPodAutoscalerCheckpoint>({ ...known, status });
      else {
        const spec = { vpaObjectName, containerName };
        store.create<VerticalPodAutoscalerCheckpoint>({
          apiVersion,
          kind,
          metadata: { name, namespace },
          spec,
          status,
        });
      }
    }
  }

  /** Removes checkpoints of VPAs that are gone. */
  dropOrphans({ store }: World): void {
    for (const { metadata, spec } of store.list<VerticalPodAutoscalerCheckpoint>(type)) {
      const { namespace, name } = metadata;
      if (store.get<KubernetesObject>(resources.verticalPodAutoscalers, namespace, spec.vpaObjectName) !== undefined)
        continue;
      store.remove(type, namespace, name);
      this.#loaded.delete(keyOf(namespace, spec.vpaObjectName));
    }
  }
}

const nothing: UsageByContainer = new Map();

function keyOf(namespace: string | undefined, vpa: string): string {
  return `${namespace ?? ''}/${vpa}`;
}
