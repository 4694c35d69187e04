import type { ExpansionOption } from './expander.ts';
import type { PodRequests } from './model.ts';

/** What requested resources are worth, to compare with what nodes cost. */
export interface PricingModel {
  readonly cpuCoreHourUsd: number;
  readonly memoryGibHourUsd: number;
}

const gibibyte = 1024 ** 3;

/** A small pod added on both sides of the ratio, so that options for tiny pods do not all look infinitely dear. */
const stabilizationPod: PodRequests = { cpuMillicores: 500, memoryBytes: 500 * 1024 ** 2 };

/**
 * The price expander's score, the lower the better: dollars of nodes per dollar of pods, times how badly the node's size suits
 * the cluster. Undefined without prices.
 */
export function priceScore(
  { nodeGroup, nodeCount, pods }: ExpansionOption,
  clusterNodeCount: number,
  pricing: PricingModel | undefined,
): number | undefined {
  if (pricing === undefined || nodeGroup.pricePerHourUsd === undefined) return undefined;
  const stabilization = podPrice(stabilizationPod, pricing);
  const nodesUsd = nodeGroup.pricePerHourUsd * nodeCount;
  const podsUsd = pods.reduce((total, { requests }) => total + podPrice(requests, pricing), 0);
  const ratio = (nodesUsd + stabilization) / (podsUsd + stabilization);
  // The more nodes at once, the less their size matters.
  const unfitness = unfitnessOf(nodeGroup.template.capacity.cpuMillicores, clusterNodeCount);
  const suppressed = (unfitness - 1) * (1 - Math.tanh((nodeCount - 1) / 15)) + 1;
  return suppressed * ratio;
}

function podPrice({ cpuMillicores, memoryBytes }: PodRequests, pricing: PricingModel): number {
  return (cpuMillicores / 1000) * pricing.cpuCoreHourUsd + (memoryBytes / gibibyte) * pricing.memoryGibHourUsd;
}

/** 1 for a node of the preferred size, else how many times larger or smaller it is, by cpu. */
function unfitnessOf(cpuMillicores: number, clusterNodeCount: number): number {
  const preferred = preferredCpuMillicores(clusterNodeCount);
  return Math.max(preferred / cpuMillicores, cpuMillicores / preferred);
}

/** Preferred nodes double with every threefold growth of the cluster. */
function preferredCpuMillicores(clusterNodeCount: number): number {
  if (clusterNodeCount <= 2) return 1_000;
  if (clusterNodeCount <= 6) return 2_000;
  if (clusterNodeCount <= 20) return 4_000;
  if (clusterNodeCount <= 60) return 8_000;
  if (clusterNodeCount <= 200) return 16_000;
  return 32_000;
}
