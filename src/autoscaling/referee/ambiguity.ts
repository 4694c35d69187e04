import type { HorizontalPodAutoscaler } from '../objects.ts';
import { type EpochMs, parseTime, plusMs } from '../units.ts';
import type { RefereeFacts } from './facts.ts';
import type { Overlap } from './overlap.ts';
import { lastSeen } from './subjects.ts';
import { syncMs } from './sync.ts';

/** What shows that the controller refuses to act for an HPA because another one selects its pods. */
export interface Ambiguity {
  readonly evidence: string;
  readonly since?: EpochMs;
}

/** How each HPA of the pair says that it is blocked by the other; empty when neither does. */
export function ambiguitiesOf(facts: RefereeFacts, { first, second }: Overlap): readonly Ambiguity[] {
  return [ambiguityOf(facts, first, second), ambiguityOf(facts, second, first)].filter((each) => each !== undefined);
}

function ambiguityOf(
  facts: RefereeFacts,
  hpa: HorizontalPodAutoscaler,
  other: HorizontalPodAutoscaler,
): Ambiguity | undefined {
  const { name, namespace = facts.namespace } = hpa.metadata;
  const condition = hpa.status?.conditions?.find(({ type }) => type === 'ScalingActive');
  if (condition) {
    if (condition.status !== 'False' || condition.reason !== 'AmbiguousSelector') return undefined;
    if (!names(condition.message, other)) return undefined;
    const since = parseTime(condition.lastTransitionTime);
    return {
      evidence: `HPA ${name} status.conditions ScalingActive=False AmbiguousSelector: ${condition.message ?? ''}`,
      ...(since === undefined ? {} : { since }),
    };
  }
  // Before its first status an HPA tells by its Event only, which the controller repeats with every pass.
  const event = facts.events.findLast(
    ({ reason, message, involvedObject }) =>
      reason === 'AmbiguousSelector' &&
      involvedObject.name === name &&
      (involvedObject.namespace ?? namespace) === namespace &&
      names(message, other),
  );
  const at = event && lastSeen(event);
  if (event === undefined || at === undefined || at < plusMs(facts.now, -2 * syncMs)) return undefined;
  return { evidence: `Event on HPA ${name} AmbiguousSelector: ${event.message}`, since: at };
}

/** Whether the controller's text, which ends in `[ns/a ns/b]`, is about the other HPA too. A text without a list is. */
function names(message: string | undefined, { metadata }: HorizontalPodAutoscaler): boolean {
  const list = /\[([^\]]*)\]\s*$/.exec(message ?? '')?.[1];
  return list === undefined || list.split(' ').includes(`${metadata.namespace ?? ''}/${metadata.name}`);
}
