import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import type { VerticalPodAutoscaler, VerticalPodAutoscalerSpec } from '../../../src/autoscaling/vpa/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { VerticalPodAutoscaling } from '../../../src/embedded/vpa/vertical-pod-autoscaling.ts';
import type { Component, ContainerProcess, ProcessHost } from '../../../src/embedded/world.ts';
import { namespace } from '../kernel/objects.ts';
import { type Running, running } from '../kernel/running.ts';

export const mebibyte = 1024 * 1024;

/** A VPA `web` on the Deployment `web`. */
export function vpa(
  updatePolicy?: VerticalPodAutoscalerSpec['updatePolicy'],
  change: Partial<VerticalPodAutoscalerSpec> = {},
): VerticalPodAutoscaler {
  return {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: { name: 'web', namespace },
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      ...(updatePolicy && { updatePolicy }),
      ...change,
    },
  };
}

/** Programs in all containers that use a fixed amount of cpu and memory: a cache server that nobody measured. */
export class HungryPrograms implements Component {
  cores = 0.4;
  memoryBytes = 600 * mebibyte;
  readonly hosts: ProcessHost[] = [];

  start({ addProcessFactory, clock }: Parameters<Component['start']>[0]): void {
    addProcessFactory((_pod, _container, host): ContainerProcess => {
      this.hosts.push(host);
      let used = 0;
      let since = clock.now();
      return {
        cpuSeconds: () => {
          used += (this.cores * (clock.now() - since)) / 1000;
          since = clock.now();
          return used;
        },
        memoryBytes: () => this.memoryBytes,
        cfs: () => ({ periods: 0, throttledPeriods: 0, throttledSeconds: 0 }),
        ready: () => true,
        terminate: (exited) => exited(0),
        kill: () => undefined,
      };
    });
  }
}

export interface RunningVpa extends Running {
  readonly programs: HungryPrograms;
  vpa(name?: string): VerticalPodAutoscaler;
  /** Names of the pods that are not being deleted, and the cpu they request. */
  cpuRequests(): Readonly<Record<string, string | undefined>>;
}

export function runningVpa(
  objects: readonly KubernetesObject[],
  change: Parameters<typeof running>[1] = {},
): RunningVpa {
  const programs = new HungryPrograms();
  const cluster = running(objects, change, [programs, new VerticalPodAutoscaling()]);
  return {
    ...cluster,
    programs,
    vpa: (name = 'web') => {
      const found = cluster.store.get<VerticalPodAutoscaler>(resources.verticalPodAutoscalers, namespace, name);
      if (found === undefined) throw new Error(`there is no VPA ${name}`);
      return found;
    },
    cpuRequests: () =>
      Object.fromEntries(
        cluster
          .pods()
          .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
          .map(({ metadata, spec }) => [metadata.name, spec.containers[0]?.resources?.requests?.cpu]),
      ),
  };
}
