import type { Container, Pod } from '../../autoscaling/objects.ts';
import type { Clock } from '../../cluster/clock.ts';
import type { ContainerProcess, ObjectStore, ProcessHost, Random, RunningContainer } from '../world.ts';
import type { ContainerLog } from './container-logs.ts';
import type { ImageCache } from './image-cache.ts';

/** What pods and containers on a node need of their kubelet. */
export interface NodeAgent {
  readonly clock: Clock;
  readonly store: ObjectStore;
  readonly random: Random;
  readonly images: ImageCache;
  /** Writes an Event about a pod with the kubelet as its source. */
  event(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string): void;
  newProcess(pod: Pod, container: Container, init: boolean, host: ProcessHost): ContainerProcess;
  log(pod: Pod, container: Container): ContainerLog;
  started(run: RunningContainer): void;
  stopped(run: RunningContainer): void;
  allocateIp(node: string): string;
}
