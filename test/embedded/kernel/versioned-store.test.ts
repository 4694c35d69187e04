import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { VirtualClock } from '../../../src/embedded/clock/virtual-clock.ts';
import { SeededRandom } from '../../../src/embedded/seeded-random.ts';
import { withDefaults } from '../../../src/embedded/store/defaulting.ts';
import { VersionedStore } from '../../../src/embedded/store/versioned-store.ts';
import { deployment, hpa, namespace } from './objects.ts';
import { startAt } from './setup.ts';

function newStore(historyLimit = 100): VersionedStore {
  return new VersionedStore({
    clock: new VirtualClock(startAt),
    random: new SeededRandom(1),
    withDefaults,
    historyLimit,
  });
}

const configMap = (name: string, data = 'x'): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data: { data },
});

describe('a created object', () => {
  it('gets uid, version, creation time, first generation and defaults', () => {
    const stored = newStore().create(deployment(2));
    expect(stored.metadata).toMatchObject({ generation: 1, creationTimestamp: '2025-10-01T09:00:00Z' });
    expect(stored.metadata.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number(stored.metadata.resourceVersion)).toBeGreaterThan(0);
    expect(stored.spec.strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
    });
    expect(stored.spec.template.spec).toMatchObject({ restartPolicy: 'Always', terminationGracePeriodSeconds: 30 });
  });

  it('is defaulted as an HPA is: both directions of a behavior, once one is there', () => {
    const stored = newStore().create(hpa('web', { behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } }));
    expect(stored.spec.behavior).toEqual({
      scaleUp: {
        stabilizationWindowSeconds: 0,
        selectPolicy: 'Max',
        policies: [
          { type: 'Pods', value: 4, periodSeconds: 15 },
          { type: 'Percent', value: 100, periodSeconds: 15 },
        ],
      },
      scaleDown: {
        stabilizationWindowSeconds: 60,
        selectPolicy: 'Max',
        policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
      },
    });
  });

  it('may leave its name to the server', () => {
    const stored = newStore().create({ ...configMap(''), metadata: { name: '', generateName: 'load-', namespace } });
    expect(stored.metadata.name).toMatch(/^load-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  });

  it('must not exist yet', () => {
    const store = newStore();
    store.create(configMap('a'));
    expect(() => store.create(configMap('a'))).toThrow(
      expect.objectContaining({ code: 409, reason: 'AlreadyExists', message: 'configmaps "a" already exists' }),
    );
  });
});

describe('an update', () => {
  it('raises the generation when the spec changes, not when the status does', () => {
    const store = newStore();
    const first = store.create(deployment(1));
    const scaled = store.update({ ...first, spec: { ...first.spec, replicas: 2 } });
    const observed = store.updateStatus({ ...scaled, status: { replicas: 2 } });
    expect([first, scaled, observed].map(({ metadata }) => metadata.generation)).toEqual([1, 2, 2]);
    expect(observed.metadata.uid).toBe(first.metadata.uid);
  });

  it('that changes nothing makes no new version', () => {
    const store = newStore();
    const first = store.create(configMap('a'));
    expect(store.update(configMap('a'))).toBe(first);
    expect(store.resourceVersion).toBe(Number(first.metadata.resourceVersion));
  });

  it('from an older version is a conflict', () => {
    const store = newStore();
    const first = store.create(configMap('a'));
    store.update({ ...first, data: { data: 'y' } });
    expect(() => store.update({ ...first, data: { data: 'z' } })).toThrow(
      expect.objectContaining({ code: 409, reason: 'Conflict' }),
    );
  });

  it('of the status alone keeps what else changed meanwhile', () => {
    const store = newStore();
    const first = store.create(deployment(1));
    store.update({ ...first, spec: { ...first.spec, replicas: 5 } });
    expect(store.updateStatus({ ...first, status: { replicas: 1 } }).spec.replicas).toBe(5);
  });

  it('of what is not there is refused', () => {
    expect(() => newStore().update(deployment(1))).toThrow(
      expect.objectContaining({ code: 404, message: 'deployments.apps "web" not found' }),
    );
  });

  it('that takes away the last finalizer of an object being deleted removes it', () => {
    const store = newStore();
    const held = store.create({ ...configMap('a'), metadata: { name: 'a', namespace, finalizers: ['keda'] } });
    const marked = store.update({ ...held, metadata: { ...held.metadata, deletionTimestamp: '2025-10-01T09:00:00Z' } });
    expect(store.get(resources.configMaps, namespace, 'a')).toBeDefined();
    store.update({ ...marked, metadata: { ...marked.metadata, finalizers: [] } });
    expect(store.get(resources.configMaps, namespace, 'a')).toBeUndefined();
  });
});

describe('subscribers', () => {
  it('hear of every change in order of version, also of those a subscriber makes', () => {
    const store = newStore();
    const versions: number[] = [];
    store.subscribe(resources.configMaps, ({ type, object }) => {
      if (type === 'ADDED' && object.metadata.name === 'a') store.create(configMap('b'));
    });
    store.subscribe('all', ({ object }) => versions.push(Number(object.metadata.resourceVersion)));
    store.create(configMap('a'));
    store.remove(resources.configMaps, namespace, 'a');
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(versions).toHaveLength(3);
  });

  it('hear what an object was before, and nothing after they left', () => {
    const store = newStore();
    const heard: unknown[] = [];
    const leave = store.subscribe(resources.configMaps, ({ type, previous }) => heard.push([type, previous?.data]));
    store.create(configMap('a'));
    store.update(configMap('a', 'y'));
    leave();
    store.remove(resources.configMaps, namespace, 'a');
    expect(heard).toEqual([
      ['ADDED', undefined],
      ['MODIFIED', { data: 'x' }],
    ]);
  });
});

describe('the history', () => {
  it('tells the changes of one type after a version', () => {
    const store = newStore();
    const first = store.create(configMap('a'));
    store.create(deployment(1));
    store.update(configMap('a', 'y'));
    store.remove(resources.configMaps, namespace, 'a');
    const since = store.changesSince(resources.configMaps, Number(first.metadata.resourceVersion));
    expect(since.map(({ type }) => type)).toEqual(['MODIFIED', 'DELETED']);
  });

  it('answers 410 for a version from before what it still knows', () => {
    const store = newStore(10);
    for (let index = 0; index < 25; index += 1) store.create(configMap(`c${index}`));
    expect(() => store.changesSince(resources.configMaps, 2)).toThrow(
      expect.objectContaining({ code: 410, reason: 'Expired' }),
    );
    expect(store.changesSince(resources.configMaps, store.resourceVersion - 5)).toHaveLength(5);
  });
});
