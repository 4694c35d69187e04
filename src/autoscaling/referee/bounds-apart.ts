import { withDefaults } from '../hpa/defaults.ts';
import type { Overlap } from './overlap.ts';
import { callHpa } from './subjects.ts';

/** Bounds that cannot both be kept, in words. */
export interface BoundsApart {
  readonly title: string;
  readonly evidence: readonly string[];
}

/** Bounds of which no count satisfies both: each jumps to its own, even while AmbiguousSelector stops everything else. */
export function boundsApart({ first, second, sameTarget }: Overlap): BoundsApart | undefined {
  if (!sameTarget) return undefined;
  const [a, b] = [withDefaults(first), withDefaults(second)];
  const high = a.minReplicas > b.maxReplicas ? first : b.minReplicas > a.maxReplicas ? second : undefined;
  if (high === undefined) return undefined;
  const low = high === first ? second : first;
  const { minReplicas } = withDefaults(high);
  const { maxReplicas } = low.spec;
  return {
    title: `FIGHT  ${callHpa(high)} keeps at least ${minReplicas}, ${callHpa(low)} allows at most ${maxReplicas}`,
    evidence: [
      `HPA ${high.metadata.name} spec.minReplicas ${minReplicas}`,
      `HPA ${low.metadata.name} spec.maxReplicas ${maxReplicas}`,
    ],
  };
}
