import type { Explanation } from '../../../autoscaling/decision/explanation.ts';
import type { Scenario } from '../../../scenario/model.ts';
import type { Autoscaler } from '../../facts/autoscalers.ts';
import { humanDuration } from '../../text/durations.ts';
import { metricNames } from './metric-names.ts';
import { type RuleClock, type RuleView, ruleView } from './rule.ts';

/** One autoscaler in the words of the why pane. */
export interface WhyView {
  readonly autoscaler: Autoscaler;
  /** Absent where there is nothing to explain: KEDA has made no HPA yet, or its spec cannot be read. */
  readonly explanation?: Explanation;
  /** Short names of its metrics by identity. */
  readonly names: ReadonlyMap<string, string>;
  /** What it wants within its bounds, and what comes out for it now; null where not known. */
  readonly wants: number | null;
  readonly gets: number | null;
  readonly rule: RuleView;
  /** How the lines are known, the weakest of them. */
  readonly evidence: 'observed' | 'estimated' | 'unknown';
  /** `7s ago`: when the decision was made. */
  readonly age?: string;
  readonly event?: string;
}

/** What each autoscaler of the target does and why, in the order they stand in elsewhere. */
export function whyViews(
  autoscalers: readonly Autoscaler[],
  explanations: readonly Explanation[],
  signals: Scenario['signals'],
  clock: RuleClock,
): readonly WhyView[] {
  return autoscalers.map((autoscaler) => {
    const explanation = autoscaler.hpa && explanations.find(({ name }) => name === autoscaler.name);
    const { lastRescale } = autoscaler;
    const event = lastRescale && {
      event: `${lastRescale.text.split(';')[0]}${lastRescale.times > 1 ? ` (x${lastRescale.times})` : ''}  ${humanDuration(clock.now - lastRescale.at)} ago`,
    };
    if (!explanation) {
      const { desired: gets = null } = autoscaler;
      const rule = unexplained(autoscaler);
      return { autoscaler, names: new Map(), wants: null, gets, rule, evidence: 'unknown', ...event };
    }
    return {
      autoscaler,
      explanation,
      names: metricNames(explanation.metrics, signals),
      wants: boundedWish(explanation),
      gets: explanation.desired,
      rule: ruleView(explanation, clock),
      evidence: weakest(explanation),
      ...(explanation.at !== null && { age: `${humanDuration(clock.now - explanation.at)} ago` }),
      ...event,
    };
  });
}

/** What the metrics want, as far as the bounds will ever let it be: the number that the referee and the banner name, too. */
function boundedWish({ wants, minReplicas, maxReplicas }: Explanation): number | null {
  return wants === null ? null : Math.min(Math.max(wants, minReplicas), maxReplicas);
}

/** The word on a block must not promise more than its weakest line. */
function weakest({ metrics, lines, desired }: Explanation): WhyView['evidence'] {
  const all = [...metrics, ...lines].map(({ evidence }) => evidence);
  if (desired === null || all.length === 0) return 'unknown';
  return all.some((evidence) => evidence !== 'observed') ? 'estimated' : 'observed';
}

function unexplained({ hpa, problem }: Autoscaler): RuleView {
  if (!hpa) return { text: `stopped: ${problem ?? 'KEDA has made no HPA yet'}`, limits: true };
  return { text: 'cannot be explained: its spec has a quantity that cannot be read', limits: true };
}
