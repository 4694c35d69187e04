import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { explainJson, explainText } from './explain-captured.ts';
import { changed, queueDocument } from './explain-documents.ts';

const one = queueDocument();
const other = changed(one, 'metrics.external', [{ metric: 'queue', value: 4 }]);

describe('a document', () => {
  test.each([
    ['JSON', JSON.stringify(one)],
    ['indented JSON', JSON.stringify(one, undefined, 2)],
    ['YAML', stringify(one)],
    ['YAML with a document start', `---\n${stringify(one)}`],
  ])('in %s gives one decision', (_, text) => {
    expect(explainJson(text)).toMatchObject({ current: 1, desired: 3, limitedBy: null });
  });
});

describe('a list', () => {
  test.each([
    ['a JSON array', JSON.stringify([one, other])],
    ['JSON lines', `${JSON.stringify(one)}\n${JSON.stringify(other)}\n`],
    ['YAML documents', `${stringify(one)}---\n${stringify(other)}`],
    ['a YAML sequence', stringify([one, other])],
  ])('as %s gives decisions in its order', (_, text) => {
    expect(explainJson(text)).toMatchObject([{ desired: 3 }, { desired: 1 }]);
  });

  test('of one is a list still', () => {
    expect(explainJson(JSON.stringify([one]))).toMatchObject([{ desired: 3 }]);
    expect(explainJson('[]')).toEqual([]);
  });

  test('with a line that is no JSON has its error in that place', () => {
    const { exitCode, stdout, stderr } = explainText(`${JSON.stringify(one)}\n{"now": \n${JSON.stringify(other)}`);
    const [first, second, third] = JSON.parse(stdout) as readonly unknown[];
    expect(first).toMatchObject({ desired: 3 });
    expect(second).toMatchObject({ error: { path: '', message: expect.stringMatching(/^2:8: /) } });
    expect(third).toMatchObject({ desired: 1 });
    expect(stderr).toMatch(/^error: input\.yaml:2:8: /);
    expect(exitCode).toBe(2);
  });
});

test('the output is what the format promises, times and quantities as text', () => {
  expect(explainJson(JSON.stringify(one))).toEqual({
    current: 1,
    desired: 3,
    limitedBy: null,
    metrics: [
      {
        name: expect.stringContaining('external metric queue'),
        type: 'External',
        usage: '15',
        ratio: 3,
        proposed: 3,
        counted: { ready: 0, unready: [], missing: [], ignored: [] },
      },
    ],
    steps: expect.arrayContaining([{ step: 'metrics', from: 1, to: 3, because: expect.any(String) }]),
    conditions: [
      expect.objectContaining({ type: 'AbleToScale', status: 'True', reason: 'SucceededRescale' }),
      expect.objectContaining({ type: 'ScalingActive', status: 'True', reason: 'ValidMetricFound' }),
      expect.objectContaining({ type: 'ScalingLimited', status: 'False', reason: 'DesiredWithinRange' }),
    ],
    events: [{ type: 'Normal', reason: 'SuccessfulRescale', message: expect.stringContaining('New size: 3') }],
    status: expect.objectContaining({ currentReplicas: 1, desiredReplicas: 3, lastScaleTime: '2026-01-31T12:00:00Z' }),
    history: {
      recommendations: [
        { at: '2026-01-31T12:00:00Z', replicas: 1 },
        { at: '2026-01-31T12:00:00Z', replicas: 3 },
      ],
      scaleUpEvents: [],
      scaleDownEvents: [],
    },
  });
});

test('what comes out as status and history can go in again', () => {
  const first = explainJson(JSON.stringify(one)) as { readonly status: unknown; readonly history: unknown };
  const withStatus = changed(one, 'hpa.status', first.status);
  const withHistory = changed(withStatus, 'history', first.history);
  const second = explainJson(JSON.stringify(changed(withHistory, 'scale.specReplicas', 3)));
  expect(second).toMatchObject({ current: 3, desired: 3 });
});

describe('the metrics APIs of a document', () => {
  const metricOf = (metrics: unknown) =>
    (explainJson(JSON.stringify(changed(one, 'metrics', metrics))) as { metrics: readonly unknown[] }).metrics[0];

  test('are unreachable where the list is absent', () => {
    expect(metricOf({})).toMatchObject({ error: expect.stringContaining('currently unable to handle the request') });
    expect(metricOf(undefined)).toMatchObject({ error: expect.stringContaining('from external metrics API') });
  });

  test('answer with nothing where it is empty', () => {
    expect(metricOf({ external: [] })).toMatchObject({
      error: expect.stringContaining('no metrics returned from external metrics API'),
    });
  });

  test('fail for one metric with the text given', () => {
    expect(metricOf({ external: [], errors: [{ metric: 'queue', message: 'broker is down' }] })).toMatchObject({
      error: expect.stringContaining('unable to fetch metrics from external metrics API: broker is down'),
      proposed: null,
    });
  });

  test('sum several values of one external metric', () => {
    const external = [
      { metric: 'queue', value: '15' },
      { metric: 'queue', value: '5' },
      { metric: 'other', value: '99' },
    ];
    expect(metricOf({ external })).toMatchObject({ usage: '20', proposed: 4 });
  });
});

test('an absent metrics list is that of the API, not of all of them', () => {
  const resource = {
    type: 'Resource',
    resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
  };
  const metrics = { resource: [{ pod: 'web-1', container: 'app', name: 'cpu', value: '1', windowSeconds: 15 }] };
  const document = changed(changed(one, 'hpa.spec.metrics[1]', resource), 'metrics', metrics);
  expect(explainJson(JSON.stringify(document))).toMatchObject({
    metrics: [{ error: expect.any(String) }, { utilization: 100, proposed: 2, counted: { ready: 1 } }],
  });
});

test('a scale that cannot be read or written is told as the controller tells it', () => {
  expect(explainJson(JSON.stringify(changed(one, 'scale', { error: 'no such Deployment' })))).toMatchObject({
    current: null,
    limitedBy: 'scale',
    conditions: [{ type: 'AbleToScale', status: 'False', reason: 'FailedGetScale' }],
  });
  expect(explainJson(JSON.stringify(changed(one, 'scale.writeError', 'denied')))).toMatchObject({ limitedBy: 'write' });
});

test('an HPA as an entry of an API list, without its kind, is read', () => {
  const bare = changed(changed(one, 'hpa.kind', undefined), 'hpa.apiVersion', undefined);
  expect(explainJson(JSON.stringify(bare))).toMatchObject({ desired: 3 });
});

test('the text names the HPA and what limited it', () => {
  const { exitCode, stdout, stderr } = explainText(`${JSON.stringify(one)}\n${JSON.stringify(other)}`, false);
  expect(stdout.match(/^HPA: +shop\/web$/gm)).toHaveLength(2);
  expect(stdout).toContain('1 → 3');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});
