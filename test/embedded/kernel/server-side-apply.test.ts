import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { creditUpdate } from '../../../src/embedded/managed-fields/ownership.ts';
import { applyConfiguration } from '../../../src/embedded/managed-fields/server-side-apply.ts';
import { deployment } from './objects.ts';
import { startAt } from './setup.ts';

const by = (manager: string, force = false, seconds = 0) => ({ manager, force, now: plusMs(startAt, seconds * 1000) });
const fieldsOf = (object: KubernetesObject, manager: string) =>
  object.metadata.managedFields?.find((entry) => entry.manager === manager)?.fieldsV1;

/** The manifest without a count, as one writes it for an autoscaled workload. */
function withoutReplicas(): KubernetesObject {
  const { replicas: _replicas, ...spec } = deployment(1).spec;
  return { ...deployment(1), spec };
}

/** Scaled by the HPA controller through the scale subresource. */
function scaledByHpa(object: KubernetesObject, replicas: number): KubernetesObject {
  const scaled = { ...object, spec: { ...(object.spec as object), replicas } };
  const writer = { manager: 'kube-controller-manager', operation: 'Update', subresource: 'scale' } as const;
  return creditUpdate(object, scaled, writer, startAt);
}

describe('server-side apply', () => {
  it("notes every field of the configuration as the manager's own", () => {
    const stored = applyConfiguration(undefined, deployment(2), by('kubectl'));
    expect(fieldsOf(stored, 'kubectl')).toMatchObject({
      'f:spec': {
        'f:replicas': {},
        'f:selector': { 'f:matchLabels': { 'f:app': {} } },
        'f:template': {
          'f:spec': {
            'f:containers': { 'k:{"name":"web"}': { 'f:image': {}, 'f:resources': { 'f:requests': { 'f:cpu': {} } } } },
          },
        },
      },
    });
  });

  it('leaves a count alone that the HPA owns and the configuration does not name', () => {
    const live = scaledByHpa(applyConfiguration(undefined, withoutReplicas(), by('kubectl')), 7);
    const again = applyConfiguration(live, withoutReplicas(), by('kubectl'));
    expect(again).toBe(live);
  });

  it('refuses to set a count the HPA owns, naming the owner and its subresource', () => {
    const live = scaledByHpa(applyConfiguration(undefined, withoutReplicas(), by('kubectl')), 7);
    expect(() => applyConfiguration(live, deployment(1), by('harmony'))).toThrow(
      expect.objectContaining({
        code: 409,
        reason: 'Conflict',
        message:
          'Apply failed with 1 conflict: conflict with "kube-controller-manager" with subresource "scale" using apps/v1: .spec.replicas',
      }),
    );
    const forced = applyConfiguration(live, deployment(1), by('harmony', true));
    expect(forced.spec).toMatchObject({ replicas: 1 });
    expect(fieldsOf(forced, 'kube-controller-manager')).toBeUndefined();
  });

  it('lists several conflicts by owner', () => {
    const live = applyConfiguration(undefined, deployment(2), by('kubectl'));
    const other = deployment(3, { container: { image: 'web:2' } });
    expect(() => applyConfiguration(live, other, by('harmony'))).toThrow(
      [
        'Apply failed with 2 conflicts: conflicts with "kubectl" using apps/v1:',
        '- .spec.replicas',
        '- .spec.template.spec.containers[name="web"].image',
      ].join('\n'),
    );
  });

  it('shares a field between managers that want the same value, and removes it when the last lets go', () => {
    const labelled = (labels: Readonly<Record<string, string>>): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'shop', labels },
    });
    const one = applyConfiguration(undefined, labelled({ x: '1', y: '1' }), by('one'));
    const both = applyConfiguration(one, labelled({ x: '1' }), by('two'));
    const left = applyConfiguration(both, labelled({ y: '1' }), by('one'));
    expect(left.metadata.labels).toEqual({ x: '1', y: '1' });
    expect(applyConfiguration(left, labelled({ z: '1' }), by('two')).metadata.labels).toEqual({ y: '1', z: '1' });
  });

  it('removes an item of a keyed list that its manager no longer lists', () => {
    const container = (name: string) => ({ name, image: `${name}:1` });
    const configuration = (...names: string[]): KubernetesObject => ({
      ...withoutReplicas(),
      spec: { template: { spec: { containers: names.map(container) } } },
    });
    const two = applyConfiguration(undefined, configuration('web', 'sidecar'), by('kubectl'));
    const one = applyConfiguration(two, configuration('web'), by('kubectl'));
    expect(one.spec).toEqual({ template: { spec: { containers: [container('web')] } } });
  });
});
