import { expect, test } from 'vitest';
import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { tableOf } from '../../../src/embedded/apiserver/tables/table.ts';
import { startAt } from '../kernel/setup.ts';

/** The cell of one object under a column. */
function cell(object: Omit<KubernetesObject, 'apiVersion' | 'metadata'>, column: string): unknown {
  const whole = { ...object, apiVersion: 'v1', metadata: { name: 'x' } } as KubernetesObject;
  const table = tableOf(whole.kind, [whole], { metadata: {}, include: 'None', now: startAt }) as {
    readonly columnDefinitions: readonly { readonly name: string }[];
    readonly rows: readonly { readonly cells: readonly unknown[] }[];
  };
  return table.rows[0]?.cells[table.columnDefinitions.findIndex(({ name }) => name === column)];
}

const template = { spec: { containers: [] } };

test.each<[string, Omit<KubernetesObject, 'apiVersion' | 'metadata'>, string, unknown]>([
  ['an inner service', { kind: 'Service', spec: { type: 'ClusterIP' } }, 'External-IP', '<none>'],
  ['a load balancer that waits', { kind: 'Service', spec: { type: 'LoadBalancer' } }, 'External-IP', '<pending>'],
  [
    'a load balancer',
    { kind: 'Service', spec: { type: 'LoadBalancer' }, status: { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } } },
    'External-IP',
    '1.2.3.4',
  ],
  [
    'a name elsewhere',
    { kind: 'Service', spec: { type: 'ExternalName', externalName: 'example.com' } },
    'External-IP',
    'example.com',
  ],
  [
    'a job of three',
    { kind: 'Job', spec: { completions: 3, template }, status: { succeeded: 1 } },
    'Completions',
    '1/3',
  ],
  ['a job of many hands', { kind: 'Job', spec: { parallelism: 4, template } }, 'Completions', '0/1 of 4'],
  [
    'an event of a container',
    {
      kind: 'Event',
      type: 'Normal',
      reason: 'Pulled',
      message: 'pulled',
      involvedObject: { kind: 'Pod', name: 'p', fieldPath: 'spec.containers{c}' },
    },
    'Subobject',
    'spec.containers{c}',
  ],
  [
    'an API that answers',
    {
      kind: 'APIService',
      spec: { service: { namespace: 'a', name: 'b' } },
      status: { conditions: [{ type: 'Available', status: 'True' }] },
    },
    'Service',
    'a/b',
  ],
  [
    'an API that does not',
    {
      kind: 'APIService',
      spec: {},
      status: { conditions: [{ type: 'Available', status: 'False', reason: 'MissingEndpoints' }] },
    },
    'Available',
    'False (MissingEndpoints)',
  ],
])('%s', (_case, object, column, expected) => {
  expect(cell(object, column)).toBe(expected);
});
