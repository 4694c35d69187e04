import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { epochMs } from '../../../src/autoscaling/units.ts';
import type { EmbeddedModel, EmbeddedSetup } from '../../../src/embedded/setup.ts';

export const startAt = epochMs(Date.UTC(2025, 9, 1, 9, 0, 0));

/** A cluster of three nodes whose image pulls take two seconds. */
export function setupOf(
  objects: readonly KubernetesObject[] = [],
  change: Partial<Omit<EmbeddedSetup, 'model'>> & { readonly model?: Partial<EmbeddedModel> } = {},
): EmbeddedSetup {
  return {
    seed: 1,
    profile: 'upstream',
    startAt,
    objects,
    ...change,
    model: {
      nodes: [{ name: 'node', count: 3, cpu: '4', memory: '8Gi' }],
      imagePullSeconds: 2,
      queues: [],
      workloads: [],
      podsMetrics: [],
      ...change.model,
    },
  };
}
