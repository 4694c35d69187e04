import type { Finding } from '../../autoscaling/referee/finding.ts';
import { referee } from '../../autoscaling/referee/referee.ts';
import type { SessionState } from '../state.ts';
import { refereeFacts } from './referee-facts.ts';
import { remembered } from './remembered.ts';

/** What the referee says of the run's namespace, worst first. The same list for as long as nothing it rests on has changed. */
export const findings: (state: SessionState) => readonly Finding[] = remembered(
  (state) => [refereeFacts(state)],
  (state) => referee(refereeFacts(state)),
);
