import type { Condition } from '../objects.ts';
import { type EpochMs, formatTime } from '../units.ts';
import type { UsageAggregate } from './aggregate.ts';
import type { VerticalPodAutoscaler, VerticalPodAutoscalerStatus } from './objects.ts';
import { recommend } from './recommend.ts';

const noPodsReason = 'NoPodsMatched';
const noPodsMessage = 'No pods match this VPA object';

/** The status a recommender pass writes. `matchesPods`: whether any pod of the cluster is selected by the VPA's target now. */
export function vpaStatus(
  vpa: VerticalPodAutoscaler,
  usageByContainer: ReadonlyMap<string, UsageAggregate>,
  matchesPods: boolean,
  now: EpochMs,
): VerticalPodAutoscalerStatus {
  const recommendation = recommend(usageByContainer, vpa.spec.resourcePolicy);
  const isProvided = recommendation.containerRecommendations !== undefined;
  const conditions: Omit<Condition, 'lastTransitionTime'>[] = [];
  if (!matchesPods) {
    conditions.push({ type: 'NoPodsMatched', status: 'True', reason: noPodsReason, message: noPodsMessage });
  }
  conditions.push({
    type: 'RecommendationProvided',
    status: isProvided ? 'True' : 'False',
    ...(!isProvided && !matchesPods && { reason: noPodsReason, message: noPodsMessage }),
  });
  return {
    recommendation,
    conditions: conditions.map((condition) => withTransitionTime(condition, vpa.status?.conditions, now)),
  };
}

/** The time moves only when the status flips. */
function withTransitionTime(
  condition: Omit<Condition, 'lastTransitionTime'>,
  before: readonly Condition[] | undefined,
  now: EpochMs,
): Condition {
  const known = before?.find(({ type }) => type === condition.type);
  const isUnchanged = known?.status === condition.status && known.lastTransitionTime !== undefined;
  return { ...condition, lastTransitionTime: isUnchanged ? known.lastTransitionTime : formatTime(now) };
}
