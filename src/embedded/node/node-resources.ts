import { formatQuantity } from '../../autoscaling/quantity/format.ts';
import { parseQuantity } from '../../autoscaling/quantity/quantity.ts';
import type { NodeModel } from '../setup.ts';

type Resources = Readonly<Record<string, string>>;

const podsPerNode = '110';
const diskBytes = 100 * 1024 ** 3;

/** The kubelet's default hard eviction thresholds: this much memory is left free, and this share of the disk. */
const evictionMemory = '100Mi';
const evictionDiskShare = 0.1;

/** What the machines of a group have. */
export function capacityOf({ cpu, memory }: NodeModel): Resources {
  return {
    cpu,
    'ephemeral-storage': `${diskBytes / 1024}Ki`,
    'hugepages-1Gi': '0',
    'hugepages-2Mi': '0',
    memory,
    pods: podsPerNode,
  };
}

/** What pods may request of a node: its capacity less what the kubelet keeps free. Nothing is reserved for system daemons. */
export function allocatableOf(model: NodeModel): Resources {
  const { nano, format } = parseQuantity(model.memory);
  const left = nano - parseQuantity(evictionMemory).nano;
  return {
    ...capacityOf(model),
    'ephemeral-storage': String(Math.floor(diskBytes * (1 - evictionDiskShare))),
    memory: formatQuantity({ nano: left > 0n ? left : 0n, format }),
  };
}
