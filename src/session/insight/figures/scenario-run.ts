import type { Scenario } from '../../../scenario/model.ts';
import type { SessionState } from '../../state.ts';

/** A run for figures that need to know which of its signals is which. */
export interface ScenarioRun {
  readonly scenario: Scenario;
  readonly state: SessionState;
}
