import type { Pod } from '../../autoscaling/objects.ts';
import { matchesSelector, selectorOf } from '../../autoscaling/selector.ts';
import type { Clock } from '../../cluster/clock.ts';
import { ClusterError } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import { withConditions } from '../controller/conditions.ts';
import { isFinished, isReady } from '../controller/pod-state.ts';
import { type Deletion, deleteGracefully } from '../store/graceful-deletion.ts';
import { notFound } from '../store/refusals.ts';
import type { ObjectStore } from '../world.ts';
import { afterEviction, disruptionAllowed, syncFailed } from './disruption-status.ts';
import type { DisruptionStatus, PodDisruptionBudget } from './pod-disruption-budget.ts';

export interface EvictionOptions extends Deletion {
  /** Whether it may go is checked; nothing is deleted. */
  readonly dryRun?: boolean;
}

/**
 * What the eviction subresource of a pod does: deletes it gracefully, if the PodDisruptionBudget that selects it allows one disruption more.
 * (registry/core/pod/storage/eviction.go)
 * @throws ClusterError 404 NotFound, 429 TooManyRequests, 500 where several budgets select the pod
 */
export function evictPod(
  store: ObjectStore,
  clock: Clock,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  { dryRun = false, ...deletion }: EvictionOptions = {},
): void {
  const pod = store.get<Pod>(resources.pods, namespace, name);
  if (pod === undefined) throw notFound(resources.pods, name);
  const budget = needsBudget(pod) ? budgetOf(store, pod) : undefined;
  const spent = budget && spend(budget, pod, clock);
  if (dryRun) return;
  if (budget !== undefined && spent !== undefined)
    store.updateStatus<PodDisruptionBudget>({ ...budget, status: spent });
  store.updateStatus<Pod>(markedAsEvicted(pod, clock));
  deleteGracefully(store, clock, resources.pods, namespace, name, deletion);
}

/** A pod that does not run yet or any more, or is on its way out, disrupts nobody. */
function needsBudget(pod: Pod): boolean {
  const isPending = pod.status?.phase === undefined || pod.status.phase === 'Pending';
  return !isPending && !isFinished(pod) && pod.metadata.deletionTimestamp === undefined;
}

function budgetOf(store: ObjectStore, { metadata }: Pod): PodDisruptionBudget | undefined {
  const budgets = store
    .list<PodDisruptionBudget>(resources.podDisruptionBudgets, metadata.namespace)
    .filter(({ spec }) => spec.selector !== undefined && matchesSelector(selectorOf(spec.selector), metadata.labels));
  if (budgets.length > 1) {
    const message = 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.';
    throw new ClusterError(500, 'InternalError', message);
  }
  return budgets[0];
}

/** The budget's status once the pod is evicted; undefined where it costs nothing. @throws ClusterError 429 when there is nothing left */
function spend(budget: PodDisruptionBudget, pod: Pod, clock: Clock): DisruptionStatus | undefined {
  const { status, metadata, spec } = budget;
  const isUnhealthy = !isReady(pod);
  if (isUnhealthy && spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return undefined;
  const isHeld = status !== undefined && status.currentHealthy >= status.desiredHealthy && status.desiredHealthy > 0;
  if (isUnhealthy && isHeld) return undefined;
  if (status === undefined || (status.observedGeneration ?? 0) < (metadata.generation ?? 0))
    throw tooManyRequests(`The disruption budget ${metadata.name} is still being processed by the server.`, 10);
  if (status.disruptionsAllowed <= 0) throw tooManyRequests(nothingLeft(budget, status));
  return afterEviction(status, pod.metadata.name, clock.now());
}

function nothingLeft({ metadata: { name } }: PodDisruptionBudget, status: DisruptionStatus): string {
  const condition = status.conditions?.find(({ type }) => type === disruptionAllowed);
  if (condition?.status === 'False' && condition.reason === syncFailed) {
    return `The disruption budget ${name} does not allow evicting pods currently because it failed sync: ${condition.message}`;
  }
  return `The disruption budget ${name} needs ${status.desiredHealthy} healthy pods and has ${status.currentHealthy} currently`;
}

function tooManyRequests(why: string, retryAfterSeconds?: number): ClusterError {
  const message = "Cannot evict pod as it would violate the pod's disruption budget.";
  const causes = [{ reason: 'DisruptionBudget', message: why }];
  const details = { ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }), causes };
  return new ClusterError(429, 'TooManyRequests', message, { details });
}

/** What tells a Job's failure policy, and a reader, why the pod went. */
function markedAsEvicted(pod: Pod, clock: Clock): Pod {
  const target = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
  } as const;
  return {
    ...pod,
    status: { ...pod.status, conditions: withConditions(pod.status?.conditions, [target], clock.now()) },
  };
}
