import { explainInput } from '../../../src/cli/explain-file.ts';
import { accepted, type FuzzTarget, refused } from '../fuzz-target.ts';

const now = '2025-10-01T09:10:00Z';

function pod(name: string) {
  return {
    metadata: { name, namespace: 'demo', labels: { app: 'web' } },
    spec: { containers: [{ name: 'c', resources: { requests: { cpu: '100m', memory: '64Mi' } } }] },
    status: {
      phase: 'Running',
      startTime: '2025-10-01T09:00:00Z',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2025-10-01T09:01:00Z' }],
    },
  };
}

const evaluation = {
  now,
  controller: { tolerance: 0.1, downscaleStabilizationSeconds: 300, profile: 'upstream' },
  hpa: {
    metadata: { name: 'web', namespace: 'demo' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: 1,
      maxReplicas: 10,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
        {
          type: 'External',
          external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '20' } },
        },
        { type: 'Pods', pods: { metric: { name: 'rate' }, target: { type: 'AverageValue', averageValue: '20m' } } },
      ],
      behavior: {
        scaleUp: {
          policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
          selectPolicy: 'Max',
          stabilizationWindowSeconds: 0,
        },
      },
    },
    status: { currentReplicas: 2, desiredReplicas: 2, conditions: [], lastScaleTime: '2025-10-01T09:05:00Z' },
  },
  scale: { specReplicas: 2, statusReplicas: 2, selector: 'app=web' },
  pods: [pod('p1'), pod('p2')],
  metrics: {
    resource: [{ pod: 'p1', container: 'c', name: 'cpu', value: '90m', timestamp: now, windowSeconds: 60 }],
    pods: [{ metric: 'rate', pod: 'p1', value: '20m', timestamp: now, windowSeconds: 60 }],
    external: [{ metric: 'queue', value: '6000' }],
    errors: [{ metric: 'x', message: 'gone' }],
  },
  history: {
    recommendations: [{ at: now, replicas: 4 }],
    scaleUpEvents: [{ at: now, change: 2 }],
    scaleDownEvents: [],
  },
  otherHpas: [{ name: 'b', namespace: 'demo', selector: 'app=web' }],
};

/** What `harmony explain -f` takes, explained in text and as JSON. */
export const explainInputs: FuzzTarget = {
  name: 'explain inputs',
  seeds: [JSON.stringify(evaluation, undefined, 2)],
  structure: 'yaml',
  isPrinted: true,
  place: /^error: file: |^error: file:\d+:\d+: /,
  words: [
    'now:',
    'hpa:',
    'metrics:',
    'spec',
    'status',
    'averageUtilization',
    'Resource',
    'ContainerResource',
    'Object',
    '80',
    '"250m"',
    '- ',
    '{',
    '}',
    '[',
    ']',
    '---',
    '&a',
    '*a',
    '<<: *a',
    'Percent',
    'Pods',
    'Disabled',
    'null',
  ],
  judge(input) {
    const errors: string[] = [];
    const out = { stdout: { write: () => true }, stderr: { write: (text: string) => errors.push(text) } };
    const code = explainInput(input, { file: 'file', json: true }, out);
    if (code === 0) return explainInput(input, { file: 'file', json: false }, out) === 0 ? accepted : refused('');
    return refused(errors.join('').trimEnd());
  },
};
