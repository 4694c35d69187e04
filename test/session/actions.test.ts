import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Job } from '../../src/cluster/objects.ts';
import { ClusterError } from '../../src/cluster/port.ts';
import { progressIn } from '../../src/session/actions/load-progress.ts';
import { openSession } from '../../src/session/open-session.ts';
import type { Action, Session } from '../../src/session/session.ts';
import { demoScenario } from './demo-scenario.ts';
import { MemoryCluster } from './memory-cluster.ts';
import { hpa, web } from './objects.ts';

const webRef = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'demo', name: 'web' };
const generatedHpa = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  namespace: 'demo',
  name: 'keda-hpa-web',
};
const jobRef = { apiVersion: 'batch/v1', kind: 'Job', namespace: 'demo', name: 'burst' };

let cluster: MemoryCluster;
let session: Session;

beforeEach(() => {
  cluster = new MemoryCluster();
  cluster.put(web(4));
  cluster.put(hpa('manual'));
  session = openSession({ cluster, scenario: demoScenario(), frames: cluster.clock, mode: 'baseline' });
});

afterEach(async () => {
  await session.close();
  expect([cluster.openReflectors, cluster.openLogs]).toEqual([0, 0]);
});

/** Dispatches and lets the cluster's time pass until it is done. */
async function act(action: Action) {
  const outcome = session.dispatch(action);
  await cluster.pass(100);
  return outcome;
}

const log = () => session.store.getState().actions.map(({ command, state }) => `${state}: ${command}`);
const modes = () => session.store.getState().modes.map(({ mode, phase }) => `${mode} ${phase}`);

describe('flipping the mode', () => {
  test('deletes what the new mode does not have, sets the replicas, then applies', async () => {
    expect(await act({ type: 'flipMode', mode: 'keda' })).toEqual({ ok: true });
    expect(cluster.writes).toEqual(['delete HorizontalPodAutoscaler manual', 'scale web 2', 'apply ScaledObject web']);
    expect(log()).toEqual([
      'done: kubectl delete horizontalpodautoscaler manual -n demo',
      'done: kubectl scale deployment web --replicas=2 -n demo',
      'done: kubectl apply --server-side -f lag.yaml',
    ]);
    expect(modes()).toEqual(['baseline applied', 'keda applied']);
    expect(session.store.getState().replicaPaths.get('web')?.at(-1)).toMatchObject({ replicas: 2, by: 'action' });
  });

  test('waits for the HPA that KEDA made', async () => {
    await act({ type: 'flipMode', mode: 'keda' });
    cluster.put({ ...hpa('keda-hpa-web') });
    cluster.writes.length = 0;
    const outcome = session.dispatch({ type: 'flipMode', mode: 'baseline' });
    await cluster.pass(5);
    expect(cluster.writes).toEqual(['delete ScaledObject web']);
    expect(session.waitsFor({ type: 'startLoad', load: 'burst' })).toBe('mode baseline is still being applied');
    cluster.remove(generatedHpa);
    await cluster.pass(5);
    expect(await outcome).toEqual({ ok: true });
    expect(cluster.writes).toEqual(['delete ScaledObject web', 'scale web 1', 'apply HorizontalPodAutoscaler manual']);
  });

  test('gives up, and says so, when that HPA stays', async () => {
    await act({ type: 'flipMode', mode: 'keda' });
    cluster.put(hpa('keda-hpa-web'));
    expect(await act({ type: 'flipMode', mode: 'baseline' })).toEqual({
      ok: false,
      reason: 'HorizontalPodAutoscaler keda-hpa-web is still there 60 s after it was deleted',
    });
    expect(modes().at(-1)).toBe('baseline failed');
    expect(session.refusal({ type: 'flipMode', mode: 'baseline' })).toBeUndefined();
  });

  test('makes the mode’s own objects anew when their order matters to an admission webhook', async () => {
    cluster.admit = (write) => {
      const denied = 'admission webhook "vscaledobject.kb.io" denied the request: the workload is already managed';
      if (!write.startsWith('apply ScaledObject')) return;
      if (!cluster.writes.includes('delete HorizontalPodAutoscaler manual'))
        throw new ClusterError(403, 'Forbidden', denied);
    };
    expect(await act({ type: 'flipMode', mode: 'both' })).toEqual({ ok: true });
    expect(cluster.writes).toEqual([
      'delete HorizontalPodAutoscaler manual',
      'apply ScaledObject web',
      'apply HorizontalPodAutoscaler manual',
    ]);
  });

  test('changes nothing when the server refuses an object in the dry run', async () => {
    cluster.admit = (write) => {
      if (write.includes('dry run')) throw new ClusterError(404, 'NotFound', 'the server could not find scaledobjects');
    };
    expect(await act({ type: 'flipMode', mode: 'keda' })).toEqual({
      ok: false,
      reason: 'the server could not find scaledobjects',
    });
    expect(cluster.writes).toEqual([]);
    expect(modes().at(-1)).toBe('keda failed');
  });

  test('is refused while it is on already, and for a mode that is not there', () => {
    expect(session.refusal({ type: 'flipMode', mode: 'baseline' })).toBe('mode baseline is already on');
    expect(session.refusal({ type: 'flipMode', mode: 'tea' })).toBe('this scenario has no mode tea');
  });

  test('notes the step that failed', async () => {
    cluster.admit = (write) => {
      if (write === 'scale web 2') throw new ClusterError(403, 'Forbidden', 'deployments/scale is forbidden');
    };
    await act({ type: 'flipMode', mode: 'keda' });
    expect(session.store.getState().actions.at(-1)).toMatchObject({
      state: 'failed',
      message: 'deployments/scale is forbidden',
    });
  });
});

describe('a load', () => {
  const jobNow = async () => (await cluster.get(jobRef)) as Job;
  const progress = () => session.store.getState().loads.get('burst');
  const finish = async () =>
    cluster.put({ ...(await jobNow()), status: { conditions: [{ type: 'Complete', status: 'True' }] } } as Job);

  async function run(pod: string) {
    const job = await jobNow();
    cluster.put({ ...job, status: { active: 1 } });
    cluster.put({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: pod,
        namespace: 'demo',
        ownerReferences: [
          { apiVersion: 'batch/v1', kind: 'Job', name: 'burst', uid: job.metadata.uid ?? '', controller: true },
        ],
      },
      spec: { containers: [] },
      status: { phase: 'Running' },
    });
  }

  test('is followed by its Job and its log to the end', async () => {
    expect(await act({ type: 'startLoad', load: 'burst' })).toEqual({ ok: true });
    expect(progress()).toMatchObject({ state: 'starting' });
    await run('burst-1');
    cluster.log('burst-1', '10:00:01 Publishing 45% 2,700 / 6,000');
    await cluster.pass(1);
    expect(progress()).toMatchObject({ state: 'running', progress: 0.45 });
    expect(session.refusal({ type: 'startLoad', load: 'burst' })).toBe('load burst is still running');
    await finish();
    await cluster.pass(1);
    expect(progress()).toMatchObject({ state: 'complete', progress: 1, endedAt: cluster.clock.now() - 1000 });
    expect(session.refusal({ type: 'startLoad', load: 'burst' })).toBeUndefined();
  });

  test('takes the place of a finished one', async () => {
    await act({ type: 'startLoad', load: 'burst' });
    await finish();
    cluster.writes.length = 0;
    await act({ type: 'startLoad', load: 'burst' });
    expect(cluster.writes).toEqual(['delete Job burst', 'apply Job burst']);
    expect(progress()).toMatchObject({ state: 'starting' });
    await run('burst-2');
    await cluster.pass(1);
    expect(progress()).toMatchObject({ state: 'running' });
  });

  test('that somebody else started is followed too', async () => {
    cluster.put({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'burst', namespace: 'demo' },
      status: { active: 1 },
    });
    await cluster.pass(1);
    expect(progress()).toMatchObject({ state: 'running' });
  });

  test('that the server refuses has failed', async () => {
    cluster.admit = () => {
      throw new ClusterError(403, 'Forbidden', 'exceeded quota');
    };
    expect(await act({ type: 'startLoad', load: 'burst' })).toEqual({ ok: false, reason: 'exceeded quota' });
    expect(progress()).toMatchObject({ state: 'failed', line: 'exceeded quota' });
  });

  test('ends with a reset, which brings the baseline back', async () => {
    await act({ type: 'flipMode', mode: 'keda' });
    await act({ type: 'startLoad', load: 'burst' });
    cluster.scaleBy(webRef, 9, 'kube-controller-manager');
    cluster.writes.length = 0;
    expect(await act({ type: 'reset' })).toEqual({ ok: true });
    expect(cluster.writes).toEqual([
      'delete Job burst',
      'delete ScaledObject web',
      'scale web 1',
      'apply HorizontalPodAutoscaler manual',
    ]);
    expect(progress()).toMatchObject({ state: 'failed', line: 'its Job was deleted' });
  });
});

test('one thing is done at a time: the next one waits, a third is refused', async () => {
  const first = session.dispatch({ type: 'flipMode', mode: 'keda' });
  expect(session.waitsFor({ type: 'reset' })).toBe('mode keda is still being applied');
  const second = session.dispatch({ type: 'reset' });
  expect(await session.dispatch({ type: 'startLoad', load: 'burst' })).toEqual({
    ok: false,
    reason: 'mode keda is still being applied',
  });
  await cluster.pass(20);
  expect([await first, await second]).toEqual([{ ok: true }, { ok: true }]);
  expect(modes()).toEqual(['baseline applied', 'keda applied', 'baseline applied']);
  expect(session.waitsFor({ type: 'reset' })).toBeUndefined();
});

test('what waited is refused when it has become needless', async () => {
  const again = [1, 2].map(() => session.dispatch({ type: 'flipMode', mode: 'keda' }));
  await cluster.pass(10);
  expect(await Promise.all(again)).toEqual([{ ok: true }, { ok: false, reason: 'mode keda is already on' }]);
});

test('a read-only session changes nothing', async () => {
  const scenario = demoScenario();
  const readOnly = openSession({
    cluster,
    scenario,
    frames: cluster.clock,
    guard: { allowedContexts: [], yes: false, readOnly: true },
  });
  expect(await readOnly.dispatch({ type: 'reset' })).toEqual({
    ok: false,
    reason: 'this run is read-only: start it without --read-only to change the cluster',
  });
  await readOnly.close();
  expect(cluster.writes).toEqual([]);
});

test.each([
  ['Publishing 45% 2,700 / 6,000', 0.45],
  ['sent 2700/6000', 0.45],
  ['10 of 40 done', 0.25],
  ['12.5 %', 0.125],
  ['150%', 1],
  ['starting', undefined],
  ['0/0', undefined],
])('the line %j says %j', (line, share) => {
  expect(progressIn(line)).toBe(share);
});
