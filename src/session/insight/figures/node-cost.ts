import { countSeconds, type TimeWindow } from '../../../autoscaling/figures/step-path.ts';
import type { SessionState } from '../../state.ts';

const secondsPerHour = 3600;

/** What nodes were there for how long, and what that cost. */
export interface NodeCost {
  readonly nodeSeconds: number;
  /** Null where a node did not tell its price for part of the window, or none was seen. */
  readonly costUsd: number | null;
}

/** The nodes of a stretch of a run: each counts and costs from when it was seen to register until it was gone. */
export function nodeCostWithin(
  { populations: { nodes } }: Pick<SessionState, 'populations'>,
  window: TimeWindow,
): NodeCost {
  const nodeSeconds = countSeconds(nodes, window);
  const unpriced = nodes.map(({ at, usdPerHour }) => ({ at, count: usdPerHour === null ? 1 : 0 }));
  if (nodeSeconds === 0 || countSeconds(unpriced, window) > 0) return { nodeSeconds, costUsd: null };
  const rates = nodes.map(({ at, usdPerHour }) => ({ at, count: usdPerHour ?? 0 }));
  return { nodeSeconds, costUsd: countSeconds(rates, window) / secondsPerHour };
}
