import type { EpochMs } from '../../autoscaling/units.ts';
import type { Node, Taint } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { withoutTaint, withTaint } from '../node/node-taints.ts';
import type { World } from '../world.ts';

/** On a node that is about to be removed: no pod goes there any more. */
const toBeDeleted = { key: 'ToBeDeletedByClusterAutoscaler', effect: 'NoSchedule' } as const;
/** On a node that nothing needs: pods go there only if they must. */
const candidate = { key: 'DeletionCandidateOfClusterAutoscaler', effect: 'PreferNoSchedule' } as const;
/** `--max-bulk-soft-taint-count`: as many nodes change their soft taint in a loop. */
const softTaintsPerLoop = 10;

export function markToBeDeleted(world: World, node: string): void {
  changeNode(world, node, (found) => withTaint(found, stamped(toBeDeleted, world.clock.now())));
}

/** The node stays after all. */
export function unmarkToBeDeleted(world: World, node: string): void {
  changeNode(world, node, (found) => withoutTaint(withoutTaint(found, toBeDeleted), candidate));
}

/** Taints the unneeded nodes softly, and the others no longer. */
export function markCandidates(world: World, unneeded: ReadonlySet<string>): void {
  let changes = 0;
  for (const node of world.store.list<Node>(resources.nodes)) {
    if (changes >= softTaintsPerLoop) return;
    const next = unneeded.has(node.metadata.name)
      ? withTaint(node, stamped(candidate, world.clock.now()))
      : withoutTaint(node, candidate);
    if (next === node) continue;
    world.store.update(next);
    changes += 1;
  }
}

function changeNode({ store }: World, name: string, change: (node: Node) => Node): void {
  const node = store.get<Node>(resources.nodes, undefined, name);
  if (node) store.update(change(node));
}

/** The value tells when the taint was set, in seconds of Unix time. */
function stamped(taint: Omit<Taint, 'value'>, now: EpochMs): Taint {
  return { ...taint, value: String(Math.floor(now / 1000)) };
}
