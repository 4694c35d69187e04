import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Pod } from '../../../src/autoscaling/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { isFinished } from '../../../src/embedded/controller/pod-state.ts';
import type { NodeModel } from '../../../src/embedded/setup.ts';
import { deployment } from '../kernel/objects.ts';
import { type Autoscaled, autoscaled, large, small } from './autoscaled.ts';

const nodes: readonly NodeModel[] = [{ ...small, bootJitterSeconds: 20 }, large];
const bounds = new Map(nodes.map(({ name, minCount = 0, maxCount = 0 }) => [name, { minCount, maxCount }]));

const run = fc.record({
  seed: fc.nat(1000),
  cpu: fc.constantFrom('300m', '900m', '1900m', '3'),
  steps: fc.array(fc.record({ replicas: fc.nat(25), seconds: fc.integer({ min: 5, max: 400 }) }), {
    minLength: 1,
    maxLength: 5,
  }),
});

/** What must never be, as a text for each time it was. */
function violations(cluster: Autoscaled): readonly string[] {
  const found: string[] = [];
  cluster.store.subscribe(resources.nodes, ({ type, object }) => {
    const { name } = object.metadata;
    const group = name.replace(/-\d+$/, '');
    const size = cluster.nodeNames().filter((node) => node.startsWith(`${group}-`)).length;
    const { minCount = 0, maxCount = 0 } = bounds.get(group) ?? {};
    if (size < minCount || size > maxCount) found.push(`${group} has ${size} nodes`);
    const left = cluster.store
      .list<Pod>(resources.pods)
      .filter((pod) => pod.spec.nodeName === name && !isFinished(pod));
    if (type === 'DELETED' && left.length > 0) found.push(`${name} went with ${left.length} pods`);
  });
  cluster.store.subscribe(resources.pods, ({ type, object, previous }) => {
    const { nodeName } = (object as Pod).spec;
    const isBound = type === 'MODIFIED' && nodeName !== undefined && !(previous as Pod | undefined)?.spec.nodeName;
    const node = isBound && cluster.nodes().find(({ metadata }) => metadata.name === nodeName);
    const taints = node ? (node.spec?.taints ?? []) : [];
    if (taints.some(({ effect }) => effect === 'NoSchedule'))
      found.push(`${object.metadata.name} was put on ${nodeName}`);
  });
  return found;
}

it('groups keep their bounds, nodes go empty and are not filled again, every pod runs in the end, and one node is left without any', async () => {
  await fc.assert(
    fc.asyncProperty(run, async ({ seed, cpu, steps }) => {
      const web = deployment(0, { container: { resources: { requests: { cpu, memory: '128Mi' } } } });
      const cluster = autoscaled([web], {
        nodes,
        seed,
        flags: { scaleDownUnneededSeconds: 60, scaleDownDelayAfterAddSeconds: 30 },
      });
      const found = violations(cluster);
      await cluster.pass(1);
      for (const { replicas, seconds } of steps) {
        cluster.scale(replicas);
        await cluster.pass(seconds);
      }
      await cluster.pass(1200);
      expect(found).toEqual([]);
      expect(cluster.unplaced()).toEqual([]);
      expect(cluster.deployment().status?.readyReplicas ?? 0).toBe(steps.at(-1)?.replicas);
      cluster.scale(0);
      await cluster.pass(1200);
      expect(found).toEqual([]);
      expect(cluster.nodeNames()).toHaveLength(1);
    }),
    { numRuns: 30 },
  );
});
