import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { explainText } from './explain-captured.ts';
import { changed, podDocument, queueDocument } from './explain-documents.ts';

const metric = 'hpa.spec.metrics[0]';
const target = `${metric}.external.target`;
const cpu = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } };

type FieldCase = readonly [path: string, value: unknown, message: RegExp, at?: string];

const fields: readonly FieldCase[] = [
  ['hpa.kind', 'Deployment', /must be HorizontalPodAutoscaler, is "Deployment"/],
  ['hpa.apiVersion', 'autoscaling/v1', /must be autoscaling\/v2, is "autoscaling\/v1"; `kubectl get hpa\.v2/],
  ['hpa', undefined, /is missing: must be a mapping/],
  ['hpa', 'web', /must be a mapping, is "web"/],
  ['hpa.metadata.name', undefined, /is missing: must be a text/],
  ['hpa.spec', undefined, /is missing: must be a mapping/],
  ['hpa.spec', [], /must be a mapping, is a list/],
  ['hpa.spec.scaleTargetRef.kind', undefined, /is missing/],
  ['hpa.spec.maxReplicas', undefined, /is missing: must be a whole number/],
  ['hpa.spec.maxReplicas', Number.NaN, /must be a whole number from 0 to 2147483647, is NaN/],
  ['hpa.spec.maxReplicas', 2 ** 63, /must be a whole number from 0 to 2147483647, is 9223372036854776000/],
  ['hpa.spec.maxReplicas', -1, /must be a whole number from 0/],
  ['hpa.spec.maxReplicas', 1.5, /must be a whole number/],
  ['hpa.spec.maxReplicas', '10', /must be a whole number .* is "10"/],
  ['hpa.spec.maxReplicas', 0, /must be greater than 0/],
  ['hpa.spec.minReplicas', 11, /must be greater than or equal to `minReplicas`/, 'hpa.spec.maxReplicas'],
  ['hpa.spec.minReplicas', 0, /must be greater than or equal to 1/],
  ['hpa.spec.metrics', {}, /must be a list, is a mapping/],
  [`${metric}.type`, 'Externl', /must be one of Resource, .*External, is "Externl"/],
  [`${metric}.type`, 'Pods', /is missing, but the type is Pods/, `${metric}.pods`],
  [`${metric}.external.metric.name`, '', /must not be empty/],
  [`${target}.type`, 'Utilization', /a metric of type External takes Value or AverageValue, not Utilization/],
  [`${target}.averageValue`, undefined, /is missing, but the type is AverageValue/],
  [`${target}.averageValue`, '5 apples', /"5 apples" is not a quantity/],
  [`${target}.averageValue`, Number.NaN, /"NaN" is not a quantity/],
  [`${target}.averageValue`, '9223372036854775808', /"9223372036854775808" is too large: .* 64 bits/],
  [`${target}.averageValue`, 2 ** 63, /9223372036854776000 is too large/],
  [`${target}.averageValue`, '1e500', /the exponent 500 is out of range/],
  [`${target}.averageValue`, '-5', /must be a quantity greater than zero, is "-5"/],
  [`${target}.averageValue`, [], /must be a quantity such as 500m or 2Gi, is a list/],
  [
    metric,
    changed(cpu, 'resource.target.averageUtilization', 0),
    /must be a whole number from 1 to 2147483647, is 0/,
    `${metric}.resource.target.averageUtilization`,
  ],
  [
    'hpa.spec.behavior',
    { scaleUp: { selectPolicy: 'Most' } },
    /Max, Min, Disabled/,
    'hpa.spec.behavior.scaleUp.selectPolicy',
  ],
  [
    'hpa.spec.behavior',
    { scaleDown: { policies: [{ type: 'Pods', value: 0, periodSeconds: 15 }] } },
    /must be greater than zero/,
    'hpa.spec.behavior.scaleDown.policies[0].value',
  ],
  ['kind', 'HorizontalPodAutoscaler', /put the HPA under `hpa`/],
  ['now', undefined, /is missing: must be a time/],
  ['now', 'yesterday', /must be a time such as .* is "yesterday"/],
  ['now', '2026-01-31T12:00:00', /must be a time/],
  ['now', '2026-13-31T12:00:00Z', /must be a time/],
  ['controller', { tolerance: -0.1 }, /must be a number that is not negative/, 'controller.tolerance'],
  ['controller', { tolerance: Number.NaN }, /is NaN/, 'controller.tolerance'],
  ['controller', { profile: 'aws' }, /must be one of upstream, gke, is "aws"/, 'controller.profile'],
  ['controller', { tolerence: 0.2 }, /is not known here; known are tolerance, /, 'controller.tolerence'],
  ['scale', undefined, /is missing/],
  ['scale.specReplicas', -3, /must be a whole number from 0 to 2147483647, is -3/],
  ['pods[0].kind', 'Node', /must be Pod, is "Node"/],
  ['pods[0].spec', undefined, /is missing/],
  ['pods[0].spec.containers[0].resources.requests.cpu', '100mm', /"100mm" is not a quantity/],
  ['pods[0].status.startTime', 0, /must be a time/],
  ['pods[0].status.phase', 'Runing', /must be one of Pending, Running/],
  ['pods[0].status.conditions[0].status', true, /must be one of True, False, Unknown, is true/],
  ['metrics.external[0].value', 'many', /"many" is not a quantity/],
  ['metrics.external[0].metric', undefined, /is missing/],
  ['metrics.resources', [], /is not known here; known are resource, pods, object, external, errors/],
  ['history', { recommendations: [{ at: 'then', replicas: 1 }] }, /must be a time/, 'history.recommendations[0].at'],
  [
    'history',
    { scaleUpEvents: [{ at: '2026-01-31T11:59:00Z', change: 0 }] },
    /must be a whole number from 1/,
    'history.scaleUpEvents[0].change',
  ],
  ['otherHpas', [{ name: 'other' }], /is missing: must be a text/, 'otherHpas[0].selector'],
];

describe('a field that cannot be used', () => {
  test.each(fields.map(([path, value, message, at = path]) => ({ path, value, message, at })))(
    '$path: $value',
    (field) => {
      const { path, value, message, at } = field;
      const { exitCode, stdout, stderr } = explainText(stringify(changed(queueDocument(), path, value)));
      expect(stderr).toMatch(message);
      expect(stderr.startsWith(`error: input.yaml: ${at}: `), stderr).toBe(true);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      const reason = stderr.slice(`error: input.yaml: ${at}: `.length).trimEnd();
      expect(JSON.parse(stdout)).toEqual({ error: { path: at, message: reason } });
      expect(exitCode).toBe(2);
    },
  );
});

describe('a text that cannot be parsed', () => {
  const json = JSON.stringify(queueDocument(), undefined, 2);
  const lines = json.split('\n');
  test.each([
    ['a truncated JSON document', json.slice(0, -2), `${lines.length - 1}:4: Expected ',' or '}'`],
    ['JSON that ends in a text', '{"now": "2026', '1:14: Unterminated string'],
    ['JSON that has hardly begun', '{\n', '2:1: '],
    ['broken JSON in YAML clothes', '{\n  "now": "2026-01-31T12:00:00Z",\n  "hpa": ]\n}', '3:10: '],
    ['YAML with a bad indent', 'now: 2026-01-31T12:00:00Z\nhpa:\n  kind: a\n kind: b\n', '4:1: '],
    ['YAML with a duplicate key', 'now: a\nnow: b\n', '2:1: '],
    ['nothing', '', ' there is nothing in it'],
    ['blanks', '\n \n', ' there is nothing in it'],
    ['a comment only', '# nothing\n', ' there is nothing in it'],
  ])('%s', (_, text, place) => {
    const { exitCode, stderr } = explainText(text);
    expect(stderr.startsWith(`error: input.yaml:${place}`), stderr).toBe(true);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(exitCode).toBe(2);
  });

  test.each(['42', '"text"', 'just a text', 'true'])('%s is no document', (text) => {
    const { exitCode, stderr } = explainText(text);
    expect(stderr).toMatch(/^error: input\.yaml: must be a mapping, is /);
    expect(exitCode).toBe(2);
  });
});

test('the entry of a list that cannot be read is told by its number, and the others are explained', () => {
  const broken = changed(queueDocument(), 'hpa.spec', undefined);
  const { exitCode, stdout, stderr } = explainText(JSON.stringify([queueDocument(), broken, queueDocument()]));
  const outcomes = JSON.parse(stdout) as readonly { readonly desired?: number }[];
  expect(outcomes.map((outcome) => outcome.desired ?? outcome)).toEqual([
    3,
    { error: { path: 'hpa.spec', message: 'is missing: must be a mapping' } },
    3,
  ]);
  expect(stderr).toBe('error: input.yaml: entry 2: hpa.spec: is missing: must be a mapping\n');
  expect(exitCode).toBe(2);
});

test('an entry of a list that is no document is told by its number, too', () => {
  expect(explainText(JSON.stringify([queueDocument(), 42])).stderr).toBe(
    'error: input.yaml: entry 2: must be a mapping, is 42\n',
  );
});

test('without --json nothing is printed for a document that cannot be read', () => {
  const broken = changed(queueDocument(), 'pods', [podDocument('')]);
  expect(explainText(stringify(broken), false)).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'error: input.yaml: pods[0].metadata.name: must not be empty\n',
  });
});
