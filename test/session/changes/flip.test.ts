import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { ClusterError } from '../../../src/cluster/port.ts';
import type { Scenario } from '../../../src/scenario/model.ts';
import { demoScenario } from '../demo-scenario.ts';
import { hpa } from '../objects.ts';
import { openRealRun, type RealRun } from './real-run.ts';

const log = (run: RealRun) =>
  run.session.store
    .getState()
    .actions.map(({ command, state, message }) => [state, command, message].filter(Boolean).join(' | '));
const changes = (run: RealRun) => run.behind.writes.filter((write) => !write.includes('Lease'));
const sent = (run: RealRun) => run.sent.filter((write) => !write.includes('Lease'));

describe('a flip', () => {
  test('is checked by dry runs first, and only then begun', async () => {
    const run = openRealRun();
    await run.act({ type: 'flipMode', mode: 'keda' });
    expect(sent(run)).toEqual([
      'apply ScaledObject web (dry run)',
      'delete HorizontalPodAutoscaler manual (dry run)',
      'delete HorizontalPodAutoscaler manual',
      'scale web 2',
      'apply ScaledObject web',
    ]);
  });

  test('skips what is as it is wanted, and says so', async () => {
    const run = openRealRun();
    await run.act({ type: 'flipMode', mode: 'both' });
    expect(changes(run)).toEqual(['apply ScaledObject web']);
    expect(log(run)).toEqual([
      'done | kubectl apply --server-side -f lag.yaml',
      'done | kubectl apply --server-side -f hpa.yaml | HorizontalPodAutoscaler manual is unchanged',
    ]);
  });

  test('takes fields over from other managers, and names them', async () => {
    const run = openRealRun();
    const causes = [{ message: 'conflict with "kubectl-edit" using keda.sh/v1alpha1', field: '.spec.maxReplicaCount' }];
    const message =
      'Apply failed with 1 conflict: conflict with "kubectl-edit" using keda.sh/v1alpha1: .spec.maxReplicaCount';
    const forced: boolean[] = [];
    const { behind } = run;
    const apply = behind.apply.bind(behind);
    behind.apply = async (object, options) => {
      if (object.kind === 'ScaledObject') {
        forced.push(options.force === true);
        if (options.force !== true) throw new ClusterError(409, 'Conflict', message, { details: { causes } });
      }
      return apply(object, options);
    };
    expect(await run.act({ type: 'flipMode', mode: 'keda' })).toEqual({ ok: true });
    expect(forced).toEqual([false, true, true]);
    expect(log(run).at(-1)).toBe(
      'done | kubectl apply --server-side --force-conflicts -f lag.yaml | took .spec.maxReplicaCount of ScaledObject web over from "kubectl-edit"',
    );
  });

  test('deletes autoscalers before the new ones come, and what they used afterwards', async () => {
    const settings: KubernetesObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } };
    const scenario = demoScenario();
    const [baseline, ...others] = scenario.modes;
    const modes = baseline
      ? [{ ...baseline, apply: [...baseline.apply, { file: 'settings.yaml', object: settings }] }, ...others]
      : [];
    const run = openRealRun({ scenario: { ...scenario, modes } satisfies Scenario });
    run.behind.put({ ...settings, metadata: { name: 'settings', namespace: 'demo' } });
    await run.act({ type: 'flipMode', mode: 'keda' });
    expect(changes(run)).toEqual([
      'delete HorizontalPodAutoscaler manual',
      'scale web 2',
      'apply ScaledObject web',
      'delete ConfigMap settings',
    ]);
  });

  test('can be cancelled while it waits for the cluster', async () => {
    const run = openRealRun();
    await run.act({ type: 'flipMode', mode: 'keda' });
    run.behind.put(hpa('keda-hpa-web'));
    const outcome = run.session.dispatch({ type: 'flipMode', mode: 'baseline' });
    await run.behind.pass(3);
    expect(run.session.waitingFor()).toBe('for ScaledObject web to be gone');
    expect(run.session.cancelWaiting()).toBe(true);
    expect(await outcome).toEqual({ ok: false, reason: 'cancelled while it waited for ScaledObject web to be gone' });
    expect([run.session.waitingFor(), run.session.cancelWaiting()]).toEqual([undefined, false]);
    expect(run.session.store.getState().modes.at(-1)).toMatchObject({ mode: 'baseline', phase: 'failed' });
  });

  test('that waits for its turn is cancelled first', async () => {
    const run = openRealRun();
    const first = run.session.dispatch({ type: 'flipMode', mode: 'keda' });
    const second = run.session.dispatch({ type: 'reset' });
    await Promise.resolve();
    expect(run.session.waitingFor()).toBe('mode keda is still being applied');
    expect(run.session.cancelWaiting()).toBe(true);
    expect(await second).toEqual({ ok: false, reason: 'it was cancelled before it began' });
    await run.behind.pass(10);
    expect(await first).toEqual({ ok: true });
    expect(changes(run).at(-1)).toBe('apply ScaledObject web');
  });
});

describe('putting back', () => {
  test('what this run changed is counted, and is none any more afterwards', async () => {
    const run = openRealRun();
    expect([run.session.outstanding(), run.session.refusal({ type: 'restore' })]).toEqual([
      0,
      'this run has changed nothing that is not as it was',
    ]);
    await run.act({ type: 'flipMode', mode: 'keda' });
    expect(run.session.outstanding()).toBe(3);
    const restored = run.session.restore();
    await run.behind.pass(10);
    expect(await restored).toEqual({ ok: true });
    expect(run.session.outstanding()).toBe(0);
    expect(changes(run).slice(3)).toEqual([
      'delete ScaledObject web',
      'scale web 4',
      'apply HorizontalPodAutoscaler manual',
    ]);
    await run.behind.pass(1);
    expect(run.session.store.getState().modes.at(-1)).toMatchObject({ mode: 'baseline', phase: 'applied' });
  });

  test('what is put back by a flip does not count', async () => {
    const run = openRealRun();
    await run.act({ type: 'flipMode', mode: 'keda' });
    await run.act({ type: 'flipMode', mode: 'baseline' });
    // The replicas: four were found, the baseline wants one.
    expect(run.session.outstanding()).toBe(1);
    await run.act({ type: 'scale', replicas: 4 });
    expect(run.session.outstanding()).toBe(0);
  });

  test('on an embedded cluster, which goes with the run, nothing is outstanding', async () => {
    const run = openRealRun();
    const { behind } = run;
    const { openSession } = await import('../../../src/session/open-session.ts');
    const embedded = openSession({ cluster: behind, scenario: demoScenario(), frames: behind.clock, mode: 'baseline' });
    const outcome = embedded.dispatch({ type: 'scale', replicas: 2 });
    await behind.pass(10);
    expect([await outcome, embedded.outstanding()]).toEqual([{ ok: true }, 0]);
    await embedded.close();
  });

  test('deletes loads’ Jobs', async () => {
    const run = openRealRun();
    await run.act({ type: 'startLoad', load: 'burst' });
    await run.act({ type: 'restore' });
    expect(changes(run)).toEqual(['apply Job burst', 'delete Job burst']);
  });

  test('makes a foreign HPA anew beside a ScaledObject that KEDA’s webhook refuses', async () => {
    const run = openRealRun();
    const { behind } = run;
    // Somebody has staged both, the ScaledObject first.
    const scaledObject = demoScenario().modes[1]?.apply[0]?.object;
    if (!scaledObject) throw new Error('the demo has a ScaledObject');
    behind.put({ ...scaledObject, metadata: { name: 'web', namespace: 'demo' } });
    await run.act({ type: 'flipMode', mode: 'baseline' });
    await run.act({ type: 'reset' });
    expect(await behind.get({ ...scaledObject, namespace: 'demo', name: 'web' })).toBeUndefined();
    behind.writes.length = 0;
    behind.admit = (write) => {
      const isBeside =
        write === 'apply ScaledObject web' && !behind.writes.includes('delete HorizontalPodAutoscaler manual');
      if (isBeside)
        throw new ClusterError(403, 'Forbidden', 'admission webhook "vscaledobject.kb.io" denied the request');
    };
    expect(await run.act({ type: 'restore' })).toEqual({ ok: true });
    expect(changes(run)).toEqual([
      'scale web 4',
      'delete HorizontalPodAutoscaler manual',
      'apply ScaledObject web',
      'apply HorizontalPodAutoscaler manual',
    ]);
  });
});

test('the replicas can be set by hand', async () => {
  const run = openRealRun();
  expect(await run.act({ type: 'scale', replicas: 7 })).toEqual({ ok: true });
  expect(log(run)).toEqual(['done | kubectl scale deployment web --replicas=7 -n demo']);
  expect(run.session.refusal({ type: 'scale', replicas: -1 })).toBe('-1 is no number of replicas');
});
