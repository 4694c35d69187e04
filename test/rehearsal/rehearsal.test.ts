import { describe, expect, test } from 'vitest';
import { embeddedSetup } from '../../src/cli/embedded-setup.ts';
import { playAllActs } from '../../src/cli/rehearsal.ts';
import { rehearsalText } from '../../src/cli/rehearsal-text.ts';
import type { Deployment } from '../../src/cluster/objects.ts';
import { ClusterError } from '../../src/cluster/port.ts';
import { rehearsalReport } from '../../src/report/rehearsal-report.ts';
import type { Expectation } from '../../src/scenario/model.ts';
import { act, demoScenario } from '../session/demo-scenario.ts';
import { MemoryCluster } from '../session/memory-cluster.ts';
import { start, web } from '../session/objects.ts';

/** Time passes as told; the workload is ready. */
class RehearsalCluster extends MemoryCluster {
  readonly virtualClock = this.virtual;

  constructor() {
    super();
    const ready: Deployment = { ...web(1), status: { replicas: 1, readyReplicas: 1 } };
    this.put(ready);
  }
}

const atLeast = (path: 'replicas.peak' | 'reversals', value: number): Expectation => ({
  text: `${path} >= ${value}`,
  expression: {
    kind: 'compare',
    left: { kind: 'figure', path },
    operator: '>=',
    right: { kind: 'number', value },
  },
});

const scenario = demoScenario([
  act('calm', { mode: 'baseline', expect: [atLeast('replicas.peak', 1)] }),
  act('wild', { mode: 'keda', toSeconds: 30, expect: [atLeast('replicas.peak', 2), atLeast('reversals', 1)] }),
]);

const noPace = async () => {};

async function report() {
  const state = await playAllActs(new RehearsalCluster(), scenario, noPace);
  return rehearsalReport(scenario, state, { seed: 1, profile: 'gke', wallMillis: 500 });
}

describe('a rehearsal', () => {
  test('plays every act for its planned time and checks what it expects', async () => {
    const { acts, expectations, met } = await report();
    expect(acts.map(({ id, mode, seconds, replicas }) => ({ id, mode, seconds, path: replicas.path }))).toEqual([
      { id: 'calm', mode: 'baseline', seconds: 60, path: [[0, 1]] },
      { id: 'wild', mode: 'keda', seconds: 30, path: [[0, 2]] },
    ]);
    expect(expectations).toEqual([
      { act: 'calm', text: 'replicas.peak >= 1', actual: 'replicas.peak = 1', met: true },
      { act: 'wild', text: 'replicas.peak >= 2', actual: 'replicas.peak = 2', met: true },
      { act: 'wild', text: 'reversals >= 1', actual: 'reversals = 0', met: false },
    ]);
    expect(met).toBe(false);
  });

  test('is read by people act by act', async () => {
    const text = rehearsalText(await report());
    expect(text).toContain('ACT wild  mode keda  0:30');
    expect(text).toMatch(/replicas +min 2, peak 2, final 2/);
    expect(text).toContain('✕ not met  reversals >= 1  (reversals = 0)');
    expect(text.endsWith('1 of 3 expectations not met.\n')).toBe(true);
  });

  test('stops with the command that failed', async () => {
    const cluster = new RehearsalCluster();
    cluster.admit = (write) => {
      if (write === 'scale web 2') throw new ClusterError(403, 'Forbidden', 'not allowed');
    };
    await expect(playAllActs(cluster, scenario, noPace)).rejects.toThrow(
      'the rehearsal stopped in act wild: kubectl scale deployment web --replicas=2 -n demo: not allowed',
    );
    expect(cluster.openReflectors).toBe(0);
  });

  test('of a scenario without acts is refused', async () => {
    await expect(playAllActs(new RehearsalCluster(), demoScenario(), noPace)).rejects.toThrow(
      'this scenario has no acts',
    );
  });
});

test('an embedded cluster is set up in the scenario’s baseline', () => {
  const setup = embeddedSetup(scenario, { startAt: start, seed: 7 });
  expect(setup.objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
    'HorizontalPodAutoscaler demo/manual',
  ]);
  expect([setup.seed, setup.profile, setup.startAt]).toEqual([7, 'gke', start]);
});

test('what the baseline applies takes the place of the same object among those that are there anyway', () => {
  const [baseline] = scenario.modes;
  const [manual] = baseline?.apply ?? [];
  if (!manual) throw new Error('the baseline applies nothing');
  const older = {
    ...manual,
    object: { ...manual.object, metadata: { ...manual.object.metadata, labels: { old: 'yes' } } },
  };
  const both = { ...scenario, embedded: { ...scenario.embedded, objects: [older] } };
  expect(embeddedSetup(both, { startAt: start }).objects).toEqual([
    expect.objectContaining({ metadata: { ...manual.object.metadata, namespace: 'demo' } }),
  ]);
});
