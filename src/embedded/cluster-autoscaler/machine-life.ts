import { parseTime } from '../../autoscaling/units.ts';
import type { Node } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { nodeConditions } from '../node/node-conditions.ts';
import { type Machine, nodeObject } from '../node/node-object.ts';
import type { World } from '../world.ts';

/** The kubelet of a new machine registers its Node, which is not ready yet, with the Events of a start. */
export function registerNode(world: World, machine: Machine): void {
  const { store, clock, events, random } = world;
  const node = store.create(nodeObject(machine, random.fork('nodes'), clock.now(), false));
  const { name } = machine;
  const fromKubelet = (reason: string, message: string) => events.record(node, 'Normal', reason, message, 'kubelet');
  fromKubelet('Starting', 'Starting kubelet.');
  for (const reason of ['NodeHasSufficientMemory', 'NodeHasNoDiskPressure', 'NodeHasSufficientPID']) {
    fromKubelet(reason, `Node ${name} status is now: ${reason}`);
  }
  fromKubelet('NodeAllocatableEnforced', 'Updated Node Allocatable limit across pods');
  const registered = `Node ${name} event: Registered Node ${name} in Controller`;
  events.record(node, 'Normal', 'RegisteredNode', registered, 'node-controller');
}

/** The network of a new node is up: its kubelet reports it as ready. */
export function nodeBecomesReady({ store, clock, events }: World, name: string): void {
  const node = store.get<Node>(resources.nodes, undefined, name);
  if (!node) return;
  const registeredAt = parseTime(node.metadata.creationTimestamp) ?? clock.now();
  store.updateStatus<Node>({
    ...node,
    status: { ...node.status, conditions: nodeConditions(true, registeredAt, clock.now()) },
  });
  events.record(node, 'Normal', 'NodeReady', `Node ${name} status is now: NodeReady`, 'kubelet');
}

/** The cloud has no such machine any more, and Kubernetes forgets its Node. */
export function removeNode({ store, events }: World, name: string): void {
  const node = store.get<Node>(resources.nodes, undefined, name);
  if (!node) return;
  const deleting = `Deleting node ${name} because it does not exist in the cloud provider`;
  events.record(node, 'Normal', 'DeletingNode', deleting, 'cloud-node-lifecycle-controller');
  store.remove(resources.nodes, undefined, name);
  const removing = `Node ${name} event: Removing Node ${name} from Controller`;
  events.record(node, 'Normal', 'RemovingNode', removing, 'node-controller');
}
