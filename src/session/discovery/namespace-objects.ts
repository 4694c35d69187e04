import type { HorizontalPodAutoscaler, ScaledObject } from '../../autoscaling/objects.ts';
import type { VerticalPodAutoscaler } from '../../autoscaling/vpa/objects.ts';
import type { Deployment } from '../../cluster/objects.ts';

/** What a namespace holds, as far as autoscaling is concerned. Lists may be empty, also because their kind could not be read. */
export interface NamespaceObjects {
  readonly namespace: string;
  readonly hpas: readonly HorizontalPodAutoscaler[];
  readonly scaledObjects: readonly ScaledObject[];
  readonly vpas: readonly VerticalPodAutoscaler[];
  readonly deployments: readonly Deployment[];
}
