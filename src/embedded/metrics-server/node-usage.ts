import type { Pod } from '../../autoscaling/objects.ts';
import { type EpochMs, parseTime } from '../../autoscaling/units.ts';
import type { Node } from '../../cluster/objects.ts';
import { type MetricsServer, type PodUsage, resolutionMs } from './metrics-server.ts';

/** What kernel, kubelet and container runtime use of a node besides its pods: an idle node of a real cluster shows about as much. */
const systemUsage = { cpuNanocores: 60_000_000n, memoryBytes: 512n * 1024n * 1024n };

/** One node's entry of the resource metrics API. */
export interface NodeUsage {
  readonly node: Node;
  readonly timestamp: EpochMs;
  readonly windowMs: number;
  readonly cpuNanocores: bigint;
  /** Working set. */
  readonly memoryBytes: bigint;
}

/** Usage of the nodes that are ready and have been scraped twice: that of the pods on them, and of the system itself. */
export function nodeUsage(
  metricsServer: MetricsServer,
  nodes: readonly Node[],
  pods: readonly Pod[],
): readonly NodeUsage[] {
  const { scrapedAt } = metricsServer;
  if (scrapedAt === undefined) return [];
  const byNode = Map.groupBy(metricsServer.usage(pods), ({ pod }) => pod.spec.nodeName);
  return nodes
    .filter((node) => isKnown(node, scrapedAt))
    .map((node) => {
      const usages = byNode.get(node.metadata.name) ?? [];
      const containers = usages.flatMap((usage: PodUsage) => usage.containers);
      return {
        node,
        timestamp: scrapedAt,
        windowMs: resolutionMs,
        cpuNanocores: containers.reduce((sum, { cpuNanocores }) => sum + cpuNanocores, systemUsage.cpuNanocores),
        memoryBytes: containers.reduce((sum, { memoryBytes }) => sum + memoryBytes, systemUsage.memoryBytes),
      };
    });
}

function isKnown({ status }: Node, scrapedAt: EpochMs): boolean {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  if (ready?.status !== 'True') return false;
  return scrapedAt - (parseTime(ready.lastTransitionTime) ?? scrapedAt) >= resolutionMs;
}
