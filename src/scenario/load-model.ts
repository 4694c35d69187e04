import type { ManifestObject } from './model.ts';
import type { ServerAuth } from './server-model.ts';

/** What puts pressure on the workload. */
export type Load = JobLoad | LocalLoad;

/** Loads that run on this machine, not in the cluster. */
export type LocalLoad = ExecLoad | NatsPublishLoad | HttpLoad;

interface LoadLook {
  readonly id: string;
  readonly key: string;
  readonly title: string;
}

export interface JobLoad extends LoadLook {
  readonly kind: 'job';
  readonly job: ManifestObject;
  /** What the load brings in all, for progress; absent when unknown. */
  readonly messages?: number;
}

/** The user's own program. */
export interface ExecLoad extends LoadLook {
  readonly kind: 'exec';
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute path of the folder it runs in. */
  readonly cwd: string;
  /** Names of variables it sees besides PATH, HOME and the like. */
  readonly env: readonly string[];
  /** The clusters it may be started on. */
  readonly on: readonly ('kube' | 'embedded')[];
}

/** Messages published to a JetStream subject. */
export interface NatsPublishLoad extends LoadLook {
  readonly kind: 'nats-publish';
  readonly url: string;
  readonly auth?: ServerAuth;
  readonly subject: string;
  readonly messages: number;
  /** Of each message. */
  readonly bytes: number;
  /** Messages that wait for their acknowledgement at the same time. */
  readonly inFlight: number;
  /** Absent: as fast as the server takes them. */
  readonly ratePerSecond?: number;
}

/** HTTP requests, by users that each wait for their answer or at a rate: exactly one of the two is there. */
export interface HttpLoad extends LoadLook {
  readonly kind: 'http';
  readonly url: string;
  readonly method: string;
  readonly body?: string;
  readonly users?: number;
  readonly ratePerSecond?: number;
  readonly durationSeconds: number;
  /** An answer that takes longer is an error. */
  readonly timeoutSeconds: number;
  /** The clusters it may be started on. */
  readonly on: readonly ('kube' | 'embedded')[];
}

/** The loads that are Jobs of the cluster. */
export function jobLoads(loads: readonly Load[]): readonly JobLoad[] {
  return loads.filter((load) => load.kind === 'job');
}
