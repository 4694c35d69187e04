import type { Pod } from '../../autoscaling/objects.ts';
import { matchesSelector, selectorOf } from '../../autoscaling/selector.ts';
import type { Scenario } from '../../scenario/model.ts';
import type { SessionState } from '../../session/state.ts';

type ByUid<T> = T extends ReadonlyMap<string, infer Item> ? Item : never;
export type Workload = ByUid<SessionState['deployments']>;
export type ClusterEvent = ByUid<SessionState['events']>;

/** Name of the workload the scenario is about; undefined for a scenario without one. */
export function targetName(scenario: Scenario): string | undefined {
  return scenario.target.workloads[0]?.name;
}

/** The workload's Deployment in the scenario's namespace. */
export function workloadOf(state: Pick<SessionState, 'deployments'>, scenario: Scenario): Workload | undefined {
  const name = targetName(scenario);
  const { namespace } = scenario.target;
  return [...state.deployments.values()].find(
    ({ metadata }) => metadata.name === name && (metadata.namespace ?? namespace) === namespace,
  );
}

/** Several panes ask for the same thousands of pods in one frame; a frame later they are others. */
let last:
  | { readonly from: SessionState['pods']; readonly workload: Workload; readonly pods: readonly Pod[] }
  | undefined;

/** The pods the workload's selector matches, oldest first: load jobs and neighbours in the namespace are not among them. */
export function podsOf(pods: SessionState['pods'], workload: Workload | undefined): readonly Pod[] {
  if (!workload) return [];
  if (last?.from === pods && last.workload === workload) return last.pods;
  const { namespace } = workload.metadata;
  const selector = selectorOf(workload.spec.selector);
  const chosen: Pod[] = [];
  for (const pod of pods.values()) {
    if (pod.metadata.namespace === namespace && matchesSelector(selector, pod.metadata.labels)) chosen.push(pod);
  }
  chosen.sort(byAge);
  last = { from: pods, workload, pods: chosen };
  return chosen;
}

/** Oldest first; names decide between pods of the same second. */
export function byAge(a: Pod, b: Pod): number {
  const [bornA, bornB] = [a.metadata.creationTimestamp ?? '', b.metadata.creationTimestamp ?? ''];
  if (bornA !== bornB) return bornA < bornB ? -1 : 1;
  return a.metadata.name < b.metadata.name ? -1 : 1;
}
