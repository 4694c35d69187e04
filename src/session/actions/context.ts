import type { EpochMs } from '../../autoscaling/units.ts';
import type { Cluster } from '../../cluster/port.ts';
import type { Scenario } from '../../scenario/model.ts';
import type { Recorder } from '../recorder.ts';
import type { CommandLog } from './command-log.ts';
import type { Waits } from './waits.ts';
import type { Writer } from './writer.ts';

/** A cluster that is only read: whoever has it cannot change anything past the guard and the journal. */
export type ReadableCluster = Omit<Cluster, 'apply' | 'replace' | 'scale' | 'delete' | 'close'>;

/** What actions work with. */
export interface ActionContext {
  readonly cluster: ReadableCluster;
  /** The one way to change the cluster. */
  readonly writer: Writer;
  readonly scenario: Scenario;
  readonly recorder: Recorder;
  readonly commands: CommandLog;
  readonly waits: Waits;
  now(): EpochMs;
}

/** An action could not be done; the message is a sentence for the screen. */
export class ActionError extends Error {
  override readonly name = 'ActionError';
}
