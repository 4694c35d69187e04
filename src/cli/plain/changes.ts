import type { Scenario } from '../../scenario/model.ts';
import type { SessionState } from '../../session/state.ts';
import { crossingTeller } from './crossings.ts';
import { findingTeller } from './findings.ts';
import type { PlainLine } from './line.ts';
import { podTeller } from './pods.ts';
import { loadTeller } from './progress.ts';
import { rescaleTeller } from './rescales.ts';
import { sourceTeller } from './sources.ts';
import { talkTeller } from './talk.ts';

/**
 * Tells a run as a line per change: give it each new state, and it returns what is new since the one before, in the order of time.
 * `opening` is the state the run begins with.
 */
export function changeTeller(scenario: Scenario, opening: SessionState): (state: SessionState) => readonly PlainLine[] {
  const tellers = [
    talkTeller(scenario),
    sourceTeller,
    loadTeller(scenario),
    crossingTeller,
    rescaleTeller(),
    findingTeller(),
    podTeller(scenario),
  ];
  let before = opening;
  return (state) => {
    const lines = tellers.flatMap((tell) => tell(before, state));
    before = state;
    return lines.toSorted((a, b) => a.at - b.at);
  };
}
