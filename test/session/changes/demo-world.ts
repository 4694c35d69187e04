import type { HorizontalPodAutoscaler, KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { epochMs, plusMs } from '../../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../../src/cli/embedded-setup.ts';
import type { Deployment } from '../../../src/cluster/objects.ts';
import type { Cluster } from '../../../src/cluster/port.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import type { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { refOf } from '../../../src/session/actions/object-ref.ts';

export const scenario = loadScenario('meme-generator');
const { namespace } = scenario.target;

/** A cluster with the demo's workloads, in a mode that somebody else has set up with their own tool. */
export async function demoWorld(mode: string, seed = 3): Promise<EmbeddedCluster> {
  const world = createEmbeddedCluster(embeddedSetup(scenario, { startAt: epochMs(Date.UTC(2026, 0, 31, 12)), seed }));
  await pass(world, 20);
  for (const { object } of modeOf(scenario.baseline).apply) await world.delete(refOf(object));
  for (const { object } of modeOf(mode).apply) {
    // One tool applies, another one creates: what they own is told apart.
    if (object.kind === 'ScaledObject') await world.apply(object, { fieldManager: 'their-tool' });
    else world.kernel.api.create(object, { fieldManager: 'their-client' });
  }
  await pass(world, 20);
  const [workload] = scenario.target.workloads;
  // No autoscaler takes it back for the next five minutes.
  if (workload) await world.scale({ apiVersion: 'apps/v1', ...workload, namespace }, 3, { fieldManager: 'their-tool' });
  return world;
}

export async function pass(world: EmbeddedCluster, seconds: number): Promise<void> {
  await world.advanceTo(plusMs(world.clock.now(), seconds * 1000));
}

/** Lets time pass until the work is done, or for so many seconds: some work never ends. */
export async function passUntilDone(
  world: EmbeddedCluster,
  work: Promise<unknown>,
  { isOver = () => false, seconds = 120 }: { readonly isOver?: () => boolean; readonly seconds?: number } = {},
): Promise<void> {
  let isDone = false;
  const settled = work.then(
    () => {
      isDone = true;
    },
    () => {
      isDone = true;
    },
  );
  for (let passed = 0; passed < seconds && !isDone && !isOver(); passed += 1) {
    world.virtualClock.holdForOutside();
    await pass(world, 1);
  }
  if (isDone) await settled;
}

/** What a person would miss, or find too much: everything but what servers and controllers write. */
export async function picture(cluster: Cluster): Promise<unknown> {
  const kinds = [resources.horizontalPodAutoscalers, resources.scaledObjects, resources.jobs];
  const lists = await Promise.all(kinds.map((kind) => cluster.list(kind, { namespace })));
  const made = lists.flatMap(({ items }) => items).filter((object) => !isGenerated(object));
  const { items } = await cluster.list(resources.deployments, { namespace });
  return {
    objects: made.map(written).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    replicas: (items as readonly Deployment[]).map(({ metadata, spec }) => [metadata.name, spec.replicas]).sort(),
  };
}

export function modeOf(id: string) {
  const mode = scenario.modes.find((each) => each.id === id);
  if (!mode) throw new Error(`no mode ${id}`);
  return mode;
}

function isGenerated(object: KubernetesObject): boolean {
  return ((object as HorizontalPodAutoscaler).metadata.ownerReferences ?? []).some(
    ({ kind }) => kind === 'ScaledObject',
  );
}

/** Without the server's part of the metadata; the managers of the object's own fields count, as names. */
function written({ status: _status, metadata, ...rest }: KubernetesObject): unknown {
  const { name, labels, annotations, finalizers, managedFields = [] } = metadata;
  const managers = managedFields
    .filter(({ subresource }) => !subresource)
    .map(({ manager, operation }) => `${operation} by ${manager}`);
  return { ...rest, metadata: { name, labels, annotations, finalizers }, managers: managers.toSorted() };
}
