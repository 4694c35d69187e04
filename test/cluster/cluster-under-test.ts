import type { KubernetesObject } from '../../src/autoscaling/objects.ts';
import type { Cluster, ObjectRef } from '../../src/cluster/port.ts';

/** A cluster on which the contract may write, with known objects in it. */
export interface ClusterUnderTest {
  readonly cluster: Cluster;
  /** A namespace of its own, which holds the ConfigMaps below and a Deployment `web` (labels app=web, two replicas, its pods running). */
  readonly namespace: string;
  /** Resolves once the condition holds, letting the cluster's time pass meanwhile; rejects when it takes too long. */
  eventually(holds: () => boolean | Promise<boolean>): Promise<void>;
  dispose(): Promise<void>;
}

/** ConfigMaps that must be there, all with the label `group: known`. */
export const knownConfigMaps = ['alpha', 'beta'];

/** The test at hand, and the objects it works on. */
export interface Contract {
  test(): ClusterUnderTest;
  configMap(name: string, data?: Readonly<Record<string, string>>): KubernetesObject;
  refTo(name: string): ObjectRef;
  /** The Deployment. */
  web(): ObjectRef;
}

export const writer = { fieldManager: 'contract' };

export function contractOn(test: () => ClusterUnderTest): Contract {
  return {
    test,
    configMap: (name, data = { key: 'value' }) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: test().namespace, labels: { group: 'new' } },
      data,
    }),
    refTo: (name) => ({ apiVersion: 'v1', kind: 'ConfigMap', namespace: test().namespace, name }),
    web: () => ({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: test().namespace, name: 'web' }),
  };
}
