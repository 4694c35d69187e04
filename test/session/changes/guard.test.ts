import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../../src/scenario/model.ts';
import { matchesGlob } from '../../../src/session/guard/glob.ts';
import { Guard } from '../../../src/session/guard/guard.ts';
import type { Action } from '../../../src/session/session.ts';
import { act, demoScenario } from '../demo-scenario.ts';
import { allowed, openRealRun } from './real-run.ts';

const everything: readonly Action[] = [
  { type: 'flipMode', mode: 'keda' },
  { type: 'startLoad', load: 'burst' },
  { type: 'reset' },
  { type: 'scale', replicas: 2 },
  { type: 'nextCue' },
  { type: 'toggleAutopilot' },
  { type: 'restore' },
];

const guards = [
  ['no glob matches the context', { allowedContexts: ['minikube', 'gke_*'], yes: true, readOnly: false }],
  ['there is no glob', { allowedContexts: [], yes: true, readOnly: false }],
  ['it is read-only', { ...allowed, readOnly: true }],
  ['nobody has confirmed', { ...allowed, yes: false }],
] as const;

describe.each(guards)('where %s', (_, guard) => {
  test('nothing that writes is sent, whatever is asked for', async () => {
    const run = openRealRun({ guard, scenario: demoScenario([act('one', { mode: 'keda' })]) });
    for (const action of everything) expect((await run.act(action)).ok, action.type).toBe(false);
    await run.session.takeOver();
    await run.behind.pass(60);
    await run.session.close();
    expect(run.sent).toEqual([]);
    expect(run.journal.text).toBe('');
  });
});

test('without options the scenario’s own globs count, and there are none here', () => {
  expect(new Guard({ badge: 'LIVE', context: 'kind-demo' }, demoScenario()).refusal()).toBe(
    'context kind-demo may not be changed: no glob of target.allowedContexts matches it, which is empty; add it there to allow it',
  );
  expect(new Guard({ badge: 'EMBEDDED', context: 'harmony-embedded' }, demoScenario()).refusal()).toBeUndefined();
});

test('the refusal names the context, the globs and what to do', async () => {
  const run = openRealRun({ guard: { allowedContexts: ['minikube', 'gke_*'], yes: false, readOnly: false } });
  expect(run.session.refusal({ type: 'reset' })).toBe(
    'context kind-demo may not be changed: no glob of target.allowedContexts matches it, which has minikube, gke_*; add it there to allow it',
  );
});

describe('the first change', () => {
  const asking = { ...allowed, yes: false };
  const flip: Action = { type: 'flipMode', mode: 'keda' };

  test('is asked about once, by context and namespace', async () => {
    const run = openRealRun({ guard: asking });
    const question = run.session.confirmation(flip);
    expect(question?.title).toContain('kind-demo');
    expect(question?.lines.join('\n')).toMatch(/kind-demo[\s\S]*namespace\s+demo[\s\S]*mode keda: apply lag.yaml/);
    run.session.confirm(flip);
    expect(run.session.confirmation(flip)).toBeUndefined();
    expect(await run.act(flip)).toEqual({ ok: true });
    expect(run.session.confirmation({ type: 'reset' })).toBeUndefined();
  });

  test('is not asked about with --yes, nor before what changes nothing', () => {
    expect(openRealRun().session.confirmation(flip)).toBeUndefined();
    const asked = openRealRun({ guard: asking, scenario: demoScenario([act('one', { cues: [{ say: 'hello' }] })]) });
    expect(asked.session.confirmation({ type: 'previousCue' })).toBeUndefined();
    expect(asked.session.confirmation({ type: 'nextCue' })?.lines.join()).toContain('mode baseline');
    expect(asked.session.confirmation({ type: 'toggleAutopilot' })).toBeDefined();
  });
});

describe('a scenario', () => {
  const identity = { badge: 'LIVE', context: 'kind-demo' } as const;
  const guard = new Guard(identity, demoScenario(), allowed);
  const place = { apiVersion: 'v1', kind: 'ConfigMap', name: 'a' };

  test('changes its own namespace, and no other one', () => {
    expect(guard.refusalOf({ ...place, namespace: 'demo' })).toBeUndefined();
    expect(guard.refusalOf({ ...place, namespace: 'prod' })).toBe(
      'ConfigMap a lies in namespace prod: this scenario may only change namespace demo',
    );
    expect(guard.refusalOf({ apiVersion: 'v1', kind: 'Namespace', name: 'demo' })).toContain('the whole cluster');
  });

  test('changes no secrets', () => {
    expect(guard.refusalOf({ apiVersion: 'v1', kind: 'Secret', namespace: 'demo', name: 'a' })).toContain('secret');
  });

  test('that has an object elsewhere changes nothing there', async () => {
    const scenario = demoScenario();
    const modes = scenario.modes.map((mode) => ({
      ...mode,
      apply: mode.apply.map(({ file, object }) => ({
        file,
        object: { ...object, metadata: { ...object.metadata, namespace: 'prod' } },
      })),
    }));
    const elsewhere: Scenario = { ...scenario, modes };
    const run = openRealRun({ scenario: elsewhere });
    const outcome = await run.act({ type: 'flipMode', mode: 'keda' });
    expect(outcome).toMatchObject({ ok: false, reason: expect.stringContaining('lies in namespace prod') });
    expect(run.sent.filter((write) => !write.includes('Lease'))).toEqual([]);
  });
});

test.each([
  ['kind-demo', 'kind-*', true],
  ['kind-demo', 'kind-dem?', true],
  ['gke_acme_europe-west4-a_demo-1', 'gke_*-demo_*', false],
  ['gke_acme-demo_europe-west4-a_c', 'gke_*-demo_*', true],
  ['kind.demo', 'kind-demo', false],
  ['kindxdemo', 'kind.demo', false],
  ['arn:aws:eks:eu:1:cluster/demo', 'arn:*', true],
  ['prod', '', false],
  ['', '*', true],
])('context %s against glob %s: %s', (context, glob, expected) => {
  expect(matchesGlob(context, glob)).toBe(expected);
});
