import { describe, expect, test } from 'vitest';
import { scaledWorkloads, strayAutoscalers } from '../../../src/session/discovery/scaled-workloads.ts';
import { deployment, hpa, kedaHpa, namespaceOf, scaledObject, vpa } from './objects.ts';

const names = (objects: Parameters<typeof scaledWorkloads>[0]) =>
  scaledWorkloads(objects).map((each) => `${each.deployment.metadata.name} ${each.autoscalerCount}`);

describe('the workloads of a namespace', () => {
  test('come with most autoscalers first', () => {
    const objects = namespaceOf({
      deployments: [deployment('plain'), deployment('one'), deployment('two')],
      hpas: [hpa('one', 'one'), hpa('two', 'two')],
      vpas: [vpa('two', 'two')],
    });
    expect(names(objects)).toEqual(['two 2', 'one 1', 'plain 0']);
  });

  test('with as many, the one that was rescaled last comes first', () => {
    const objects = namespaceOf({
      deployments: [deployment('early'), deployment('late'), deployment('never')],
      hpas: [
        hpa('early', 'early', [], '2026-01-01T00:00:00Z'),
        hpa('late', 'late', [], '2026-01-02T00:00:00Z'),
        hpa('never', 'never'),
      ],
    });
    expect(names(objects)).toEqual(['late 1', 'early 1', 'never 1']);
  });

  test('count a ScaledObject and the HPA it made as one', () => {
    const objects = namespaceOf({
      deployments: [deployment('web')],
      scaledObjects: [scaledObject('web', 'web')],
      hpas: [kedaHpa('web', 'web')],
    });
    expect(names(objects)).toEqual(['web 1']);
    expect(scaledWorkloads(objects)[0]?.hpas).toHaveLength(1);
  });

  test('leave out autoscalers of other kinds and of what is not there, and name them', () => {
    const stateful = hpa('db', 'db');
    const objects = namespaceOf({
      deployments: [deployment('db')],
      hpas: [{ ...stateful, spec: { ...stateful.spec, scaleTargetRef: { kind: 'StatefulSet', name: 'db' } } }],
      scaledObjects: [scaledObject('gone', 'gone')],
    });
    expect(names(objects)).toEqual(['db 0']);
    expect(strayAutoscalers(objects)).toEqual([
      'ScaledObject gone → Deployment gone',
      'HorizontalPodAutoscaler db → StatefulSet db',
    ]);
  });
});
