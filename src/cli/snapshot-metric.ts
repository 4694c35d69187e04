import type { HorizontalPodAutoscaler } from '../autoscaling/objects.ts';
import { formatSelector } from '../autoscaling/selector.ts';
import type { Scenario } from '../scenario/model.ts';
import type { SessionState } from '../session/state.ts';

/**
 * The API path of the custom metric that says most about the workload's pods: the first that one of its HPAs reads, else the first that the
 * scenario watches. Undefined where there is none.
 */
export function podMetricPath(state: SessionState, { signals }: Scenario): string | undefined {
  const { namespace, workload } = state.target;
  const deployment = [...state.deployments.values()].find(({ metadata }) => metadata.name === workload);
  const read = [...state.hpas.values()]
    .filter(({ spec }) => spec.scaleTargetRef.name === workload)
    .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
    .flatMap(podMetrics);
  const [first] = read;
  if (first !== undefined && deployment) return pathOf(namespace, first, formatSelector(deployment.spec.selector));
  const watched = signals.metrics.find((signal) => signal.kind === 'custom' && 'podSelector' in signal);
  if (watched?.kind !== 'custom' || !('podSelector' in watched)) return undefined;
  return pathOf(watched.namespace, watched.metric, watched.podSelector);
}

function podMetrics({ spec }: HorizontalPodAutoscaler): readonly string[] {
  return (spec.metrics ?? []).flatMap((metric) => (metric.type === 'Pods' ? [metric.pods.metric.name] : []));
}

function pathOf(namespace: string, metric: string, selector: string): string {
  const pods = `/apis/custom.metrics.k8s.io/v1beta1/namespaces/${namespace}/pods/*/${metric}`;
  return `${pods}?labelSelector=${encodeURIComponent(selector)}`;
}
