import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { modeOnCluster } from '../../../src/session/mode/mode-on-cluster.ts';

const scenario = loadScenario('meme-generator');

function objectsOf(mode: string): readonly KubernetesObject[] {
  return (scenario.modes.find(({ id }) => id === mode)?.apply ?? []).map(({ object }) => object);
}

const [manualHpa] = objectsOf('hpa-only');
const [lag] = objectsOf('keda-only');
const kedaHpa: KubernetesObject = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'keda-hpa-meme-backend', namespace: 'meme-generator' },
};

/** As an API server and controllers leave it: with defaults, a status and identity. */
function stored(object: KubernetesObject | undefined): KubernetesObject {
  if (object === undefined) throw new Error('the scenario has this object');
  const { spec } = object as KubernetesObject & { readonly spec: object };
  const metadata = { ...object.metadata, uid: 'u1', labels: { 'added-by': 'keda' } };
  return { ...object, metadata, ...{ spec: { ...spec, paused: false }, status: { replicas: 1 } } };
}

describe('the mode of a cluster', () => {
  test.each(scenario.modes.map(({ id }) => id))('is %s when its objects are there', (id) => {
    expect(modeOnCluster(scenario, [...objectsOf(id).map(stored), kedaHpa])?.id).toBe(id);
  });

  test('is none where nothing of any mode is there, or only a part', () => {
    expect(modeOnCluster(scenario, [kedaHpa])).toBeUndefined();
  });

  test('is none where an autoscaler has the name and not the content', () => {
    const other = stored(manualHpa) as KubernetesObject & { readonly spec: object };
    expect(modeOnCluster(scenario, [{ ...other, ...{ spec: { ...other.spec, maxReplicas: 4 } } }])).toBeUndefined();
  });

  test('is none where another namespace has its objects', () => {
    const elsewhere = stored(lag);
    expect(
      modeOnCluster(scenario, [{ ...elsewhere, metadata: { ...elsewhere.metadata, namespace: 'staging' } }]),
    ).toBeUndefined();
  });

  test('does not mind that the server writes quantities its own way', () => {
    const text = JSON.stringify(stored(manualHpa));
    expect(text).toContain('"20m"');
    expect(modeOnCluster(scenario, [JSON.parse(text.replace('"20m"', '"0.02"')) as KubernetesObject])?.id).toBe(
      'hpa-only',
    );
  });
});
