import { describe, expect, test } from 'vitest';
import { chooseWorkload } from '../../../src/cli/watch/choose-workload.ts';
import { ClusterError } from '../../../src/cluster/port.ts';
import type { ReadNamespace } from '../../../src/session/discovery/read-namespace.ts';
import { deployment, hpa, namespaceOf, scaledObject } from '../../session/discovery/objects.ts';

function read(objects: Parameters<typeof namespaceOf>[0], unread: ReadNamespace['unread'] = new Map()): ReadNamespace {
  return { ...namespaceOf(objects), unread };
}

function nameOf(objects: ReadNamespace, name?: string): string {
  return chooseWorkload(objects, name).workload.deployment.metadata.name;
}

const two = read({
  deployments: [deployment('api'), deployment('plain'), deployment('web')],
  hpas: [hpa('web', 'web'), hpa('api', 'api')],
  scaledObjects: [scaledObject('web', 'web')],
});

describe('the workload to watch', () => {
  test('is the one with the most autoscalers, and the others are told', () => {
    const { workload, others } = chooseWorkload(two, undefined);
    expect(workload.deployment.metadata.name).toBe('web');
    expect(others.map((each) => each.deployment.metadata.name)).toEqual(['api']);
  });

  test('is the one that is named, also without an autoscaler', () => {
    expect(nameOf(two, 'api')).toBe('api');
    expect(nameOf(two, 'plain')).toBe('plain');
  });

  test('that is not there is bad usage, with the nearest name', () => {
    expect(() => nameOf(two, 'wbe')).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: 'there is no Deployment wbe in namespace shop',
        tryThis: 'did you mean "web"?',
      }),
    );
  });
});

test('a namespace without autoscalers: what was looked for, and what was not', () => {
  const stateful = hpa('db', 'db');
  const objects = read(
    {
      deployments: [deployment('plain')],
      hpas: [{ ...stateful, spec: { ...stateful.spec, scaleTargetRef: { kind: 'StatefulSet', name: 'db' } } }],
    },
    new Map([
      ['scaledobjects', new ClusterError(404, 'NotFound', 'not found')],
      [
        'verticalpodautoscalers',
        new ClusterError(403, 'Forbidden', 'jane cannot list resource "verticalpodautoscalers"'),
      ],
    ]),
  );
  expect(() => chooseWorkload(objects, undefined)).toThrow(
    expect.objectContaining({
      exitCode: 2,
      message: `no Deployment in namespace shop has an autoscaler. Looked for:
  HorizontalPodAutoscalers: 1 there
  ScaledObjects: KEDA is not installed
  VerticalPodAutoscalers: jane cannot list resource "verticalpodautoscalers"
  Deployments: 1 there
  not watched, for its target is no Deployment there: HorizontalPodAutoscaler db → StatefulSet db`,
      tryThis: 'Name another namespace with -n, or watch a Deployment as it is: harmony watch -n shop plain',
    }),
  );
});

test('an empty namespace has nothing to watch', () => {
  expect(() => chooseWorkload(read({}), undefined)).toThrow(
    expect.objectContaining({ tryThis: 'Name another namespace with -n.' }),
  );
});
