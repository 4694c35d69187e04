import type { Pod } from '../objects.ts';
import { parseMilli } from '../quantity/milli.ts';
import { compareQuantities } from './amount.ts';
import type { RecommendedContainerResources } from './objects.ts';

/** How much a pod differs from what is recommended for it. */
export interface UpdatePriority {
  /** A request of some container is missing, below its lower bound or above its upper bound. */
  readonly outsideRecommendedRange: boolean;
  /** Some container should grow. */
  readonly scaleUp: boolean;
  /** Sum over resources of |requested - recommended| / requested, over all containers together: 0.1 is ten percent of one. */
  readonly resourceDiff: number;
}

/** Compares a pod's requests with its recommendation. */
export function updatePriority(pod: Pod, recommendation: readonly RecommendedContainerResources[]): UpdatePriority {
  let outsideRecommendedRange = false;
  let scaleUp = false;
  const requested = new Map<string, number>();
  const recommended = new Map<string, number>();
  const add = (totals: Map<string, number>, resource: string, milli: number) =>
    totals.set(resource, (totals.get(resource) ?? 0) + milli);

  for (const container of [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]) {
    const advice = recommendation.find(({ containerName }) => containerName === container.name);
    for (const [resource, target] of Object.entries(advice?.target ?? {})) {
      add(recommended, resource, Number(parseMilli(target)));
      const request = container.resources?.requests?.[resource];
      if (request === undefined) {
        scaleUp = true;
        outsideRecommendedRange = true;
        continue;
      }
      add(requested, resource, Number(parseMilli(request)));
      if (compareQuantities(target, request) > 0) scaleUp = true;
      if (isOutside(request, advice?.lowerBound[resource], advice?.upperBound[resource])) {
        outsideRecommendedRange = true;
      }
    }
  }

  let resourceDiff = 0;
  for (const [resource, milli] of recommended) {
    const request = Math.max(requested.get(resource) ?? 0, 1);
    resourceDiff += Math.abs(request - milli) / request;
  }
  return { outsideRecommendedRange, scaleUp, resourceDiff };
}

/** Orders pods for eviction: those that want to grow first, then those that differ more. */
export function byPriority(a: UpdatePriority, b: UpdatePriority): number {
  if (a.scaleUp !== b.scaleUp) return a.scaleUp ? -1 : 1;
  return b.resourceDiff - a.resourceDiff;
}

function isOutside(request: string, lowerBound: string | undefined, upperBound: string | undefined): boolean {
  return (
    (lowerBound !== undefined && compareQuantities(request, lowerBound) < 0) ||
    (upperBound !== undefined && compareQuantities(request, upperBound) > 0)
  );
}
