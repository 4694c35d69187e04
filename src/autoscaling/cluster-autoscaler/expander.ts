import type { NodeGroup, SimulatedPod } from './model.ts';
import type { ExpanderName } from './options.ts';
import { type PricingModel, priceScore } from './price.ts';

/** One way to help pending pods: so many nodes of one group, for these pods. */
export interface ExpansionOption {
  readonly nodeGroup: NodeGroup;
  readonly nodeCount: number;
  readonly pods: readonly SimulatedPod[];
}

export interface ExpanderContext {
  /** Uniform in [0, 1): settles what is left to chance. */
  readonly random: () => number;
  /** Nodes in the cluster now: the price expander likes larger nodes in larger clusters. */
  readonly nodeCount: number;
  readonly pricing?: PricingModel;
}

/**
 * Picks the option to carry out: the expanders filter one after the other, and chance decides between what is left. Undefined
 * when no expander keeps any, for instance `price` where no price is known.
 */
export function chooseOption(
  options: readonly ExpansionOption[],
  expanders: readonly ExpanderName[],
  context: ExpanderContext,
): ExpansionOption | undefined {
  let left = options;
  for (const expander of expanders) {
    left = keepBest(left, expander, context);
    if (left.length <= 1) return left[0];
  }
  return left[Math.floor(context.random() * left.length)];
}

/**
 * The share of added cpu plus the share of added memory that would stay unused: 0 for a perfect fit, towards 2 for empty nodes. It
 * is judged by capacity, not by what is allocatable.
 */
export function wasteOf({ nodeGroup, nodeCount, pods }: ExpansionOption): number {
  const { capacity } = nodeGroup.template;
  const unused = (available: number, requested: number) => (available - requested) / available;
  return (
    unused(
      capacity.cpuMillicores * nodeCount,
      sum(pods, ({ requests }) => requests.cpuMillicores),
    ) +
    unused(
      capacity.memoryBytes * nodeCount,
      sum(pods, ({ requests }) => requests.memoryBytes),
    )
  );
}

function keepBest(
  options: readonly ExpansionOption[],
  expander: ExpanderName,
  context: ExpanderContext,
): readonly ExpansionOption[] {
  switch (expander) {
    case 'least-waste':
      return lowest(options, wasteOf);
    case 'most-pods':
      return lowest(options, ({ pods }) => -pods.length);
    case 'least-nodes':
      return lowest(options, ({ nodeCount }) => nodeCount);
    case 'price':
      return lowest(options, (option) => priceScore(option, context.nodeCount, context.pricing));
    case 'random':
      return options.slice(Math.floor(context.random() * options.length)).slice(0, 1);
    default:
      return expander satisfies never;
  }
}

/** All options with the lowest score; those without a score are out. */
function lowest(
  options: readonly ExpansionOption[],
  scoreOf: (option: ExpansionOption) => number | undefined,
): readonly ExpansionOption[] {
  const scored = options.flatMap((option) => {
    const score = scoreOf(option);
    return score === undefined ? [] : [{ option, score }];
  });
  const best = Math.min(...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === best).map(({ option }) => option);
}

function sum(pods: readonly SimulatedPod[], of: (pod: SimulatedPod) => number): number {
  return pods.reduce((total, pod) => total + of(pod), 0);
}
