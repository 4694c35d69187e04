import { withDefaults } from '../../hpa/defaults.ts';
import type { Condition, HorizontalPodAutoscaler } from '../../objects.ts';
import { parseTime } from '../../units.ts';
import { banner } from '../banner.ts';
import type { RefereeFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { metricPairs } from '../metric-pairs.ts';
import { callHpa, countOf, refOf, workloadNamed } from '../subjects.ts';
import { proposalOf } from '../wish.ts';

/**
 * An HPA that would go down and may not, because one of its metrics fails: the controller takes a missing metric as a reason to keep what
 * there is. With every metric failing it does not go up either.
 */
export function scaleDownBlocked(facts: RefereeFacts): readonly Finding[] {
  return facts.hpas.flatMap((hpa) => {
    const workload = workloadNamed(facts, hpa.spec.scaleTargetRef);
    if (!workload || countOf(workload) <= withDefaults(hpa).minReplicas) return [];
    const blocked = blockedBy(facts, hpa, countOf(workload));
    return blocked ? [{ ...finding(facts, hpa, blocked), objects: [refOf(hpa), refOf(workload)] }] : [];
  });
}

interface Blocked {
  readonly failing: readonly string[];
  /** What the others propose; null when all fail. */
  readonly others: number | null;
  readonly count: number;
  readonly condition?: Condition;
}

function blockedBy(facts: RefereeFacts, hpa: HorizontalPodAutoscaler, count: number): Blocked | undefined {
  const active = hpa.status?.conditions?.find(({ type }) => type === 'ScalingActive');
  const condition =
    active?.status === 'False' && /^Failed|^InvalidMetric/.test(active.reason ?? '') ? active : undefined;
  const proposals = proposalsOf(facts, hpa);
  const failing = proposals.filter(({ proposes }) => proposes === null).map(({ name }) => name);
  const known = proposals.flatMap(({ proposes }) => (proposes === null ? [] : [proposes]));
  if (failing.length === 0) return undefined;
  const others = known.length === 0 ? null : Math.max(...known);
  // Nothing was looked at (outside the bounds, ambiguous, disabled): that is not a failing metric.
  if (others === null && !condition) return undefined;
  if (others !== null && others >= count) return undefined;
  return { failing, others, count, ...(condition ? { condition } : {}) };
}

function proposalsOf(
  facts: RefereeFacts,
  hpa: HorizontalPodAutoscaler,
): readonly { readonly name: string; readonly proposes: number | null }[] {
  const explained = facts.explanations?.get(hpa.metadata.name)?.metrics;
  if (explained && explained.length > 0) {
    // A metric that proposes nothing and has no error was not looked at, which holds nobody up.
    return explained
      .filter(({ proposes, error }) => proposes !== null || error !== undefined)
      .map(({ name, proposes, error }) => ({ name, proposes: error === undefined ? proposes : null }));
  }
  const replicas = hpa.status?.currentReplicas ?? 0;
  return metricPairs(withDefaults(hpa).metrics, hpa.status?.currentMetrics).map((pair) => ({
    name: pair.name,
    proposes: proposalOf(hpa, pair, replicas),
  }));
}

function finding(facts: RefereeFacts, hpa: HorizontalPodAutoscaler, { failing, others, count, condition }: Blocked) {
  const { name } = hpa.metadata;
  const metrics = failing.join(', ');
  const since = parseTime(condition?.lastTransitionTime);
  const title =
    others === null
      ? `BLOCKED  ${callHpa(hpa)} stays at ${count}: ${metrics} fails`
      : `BLOCKED  ${callHpa(hpa)} wants ${others}, stays at ${count}: ${metrics} fails`;
  return {
    id: 'scale-down-blocked',
    severity: 'risk',
    title: banner(title),
    evidence: [
      condition
        ? `HPA ${name} status.conditions ScalingActive=False ${condition.reason ?? ''}: ${condition.message ?? ''}`
        : `HPA ${name} status.currentMetrics has no value of ${metrics}`,
      ...(others === null ? [] : [`HPA ${name} other metrics propose ${others}, spec.replicas is ${count}`]),
    ],
    advice: `Mend the metric, or take it out of spec.metrics: kubectl describe hpa ${name} -n ${facts.namespace}.`,
    ...(since === undefined ? {} : { since }),
  } as const;
}
