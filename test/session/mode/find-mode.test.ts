import { describe, expect, onTestFinished, test } from 'vitest';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { openSession } from '../../../src/session/open-session.ts';
import { demoScenario } from '../demo-scenario.ts';
import { MemoryCluster } from '../memory-cluster.ts';
import { hpa } from '../objects.ts';

function open(cluster: MemoryCluster, mode?: string) {
  const session = openSession({
    cluster,
    scenario: demoScenario(),
    frames: cluster.clock,
    ...(mode === undefined ? {} : { mode }),
  });
  onTestFinished(() => session.close());
  return session;
}

async function modesOf(session: ReturnType<typeof open>, cluster: MemoryCluster) {
  // The objects are told behind the present call stack, and a frame later they are shown.
  await new Promise((resolve) => setImmediate(resolve));
  await cluster.virtual.advanceTo(plusMs(cluster.clock.now(), 5000));
  return session.store.getState().modes.map(({ mode, phase }) => `${mode} ${phase}`);
}

describe('a run on a cluster that nobody set up for it', () => {
  test('finds the mode from the objects that are there', async () => {
    const cluster = new MemoryCluster();
    cluster.put(hpa('manual'));
    const session = open(cluster);
    expect(await modesOf(session, cluster)).toEqual(['baseline applied']);
    expect(session.refusal({ type: 'flipMode', mode: 'baseline' })).toBe('mode baseline is already on');
  });

  test('is in no mode where none fits', async () => {
    const cluster = new MemoryCluster();
    expect(await modesOf(open(cluster), cluster)).toEqual([]);
  });

  test('follows what others change, and says when no mode fits any more', async () => {
    const cluster = new MemoryCluster();
    cluster.put(hpa('manual'));
    const session = open(cluster);
    await modesOf(session, cluster);
    const [lag] = demoScenario().modes.find(({ id }) => id === 'keda')?.apply ?? [];
    if (lag === undefined) throw new Error('the scenario has this object');
    cluster.put({ ...lag.object, metadata: { ...lag.object.metadata, namespace: 'demo' } });
    cluster.remove({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      namespace: 'demo',
      name: 'manual',
    });
    expect(await modesOf(session, cluster)).toEqual(['baseline applied', 'keda applied']);
    cluster.remove({ apiVersion: lag.object.apiVersion, kind: 'ScaledObject', namespace: 'demo', name: 'web' });
    expect(await modesOf(session, cluster)).toEqual(['baseline applied', 'keda applied', 'no mode applied']);
  });

  test('leaves what it enters itself to itself', async () => {
    const cluster = new MemoryCluster();
    cluster.put(hpa('manual'));
    const session = open(cluster);
    await modesOf(session, cluster);
    const flipped = session.dispatch({ type: 'flipMode', mode: 'both' });
    for (let second = 0; second < 40; second++) await modesOf(session, cluster);
    expect(await flipped).toEqual({ ok: true });
    expect(await modesOf(session, cluster)).toEqual(['baseline applied', 'both applied']);
  });

  test('believes a caller who knows', async () => {
    const cluster = new MemoryCluster();
    cluster.put(hpa('manual'));
    expect(await modesOf(open(cluster, 'keda'), cluster)).toEqual(['keda applied']);
  });
});
