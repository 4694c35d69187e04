import type { NextStep } from '../../autoscaling/referee/finding.ts';
import { nextStep } from '../../autoscaling/referee/next-step.ts';
import type { SessionState } from '../state.ts';
import { refereeFacts } from './referee-facts.ts';
import { remembered } from './remembered.ts';

/** Who takes the next step of the target workload's count; undefined for a run without one, and while it has not been seen. */
export const nextStepOf: (state: SessionState) => NextStep | undefined = remembered(
  (state) => [refereeFacts(state), state.target.workload],
  (state) => {
    const { workload } = state.target;
    const facts = refereeFacts(state);
    const isThere = facts.workloads.some(({ metadata }) => metadata.name === workload);
    return workload !== undefined && isThere ? nextStep(facts, workload) : undefined;
  },
);
