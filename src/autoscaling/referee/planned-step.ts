import type { EpochMs } from '../units.ts';
import type { NextStep } from './finding.ts';

/** What one autoscaler would do next on its own. */
export interface PlannedStep {
  readonly owner: string;
  /** The count it would write; the current one where it has nothing to do. */
  readonly to: number;
  /** Earliest moment. */
  readonly at?: EpochMs;
  readonly because: string;
  readonly evidence: NextStep['evidence'];
}
