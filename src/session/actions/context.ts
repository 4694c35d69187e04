import type { EpochMs } from '../../autoscaling/units.ts';
import type { Cluster } from '../../cluster/port.ts';
import type { Scenario } from '../../scenario/model.ts';
import type { Recorder } from '../recorder.ts';
import type { Journal } from './journal.ts';

/** What actions work with. */
export interface ActionContext {
  readonly cluster: Cluster;
  readonly scenario: Scenario;
  readonly recorder: Recorder;
  readonly journal: Journal;
  now(): EpochMs;
}

/** An action could not be done; the message is a sentence for the screen. */
export class ActionError extends Error {
  override readonly name = 'ActionError';
}
