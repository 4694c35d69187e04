import type {
  HorizontalPodAutoscaler,
  MetricSpec,
  MetricStatus,
  MetricTarget,
  MetricValueStatus,
} from '../../../autoscaling/objects.ts';

const shownAtMost = 2;

/** The TARGETS cell: current value against target of each metric, the first two of them. */
export function hpaTargets({ spec, status }: HorizontalPodAutoscaler): string {
  const metrics = spec.metrics ?? [];
  if (metrics.length === 0) return '<none>';
  const shown = metrics.slice(0, shownAtMost).map((metric, index) => one(metric, status?.currentMetrics?.[index]));
  const more = metrics.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` + ${more} more...` : ''}`;
}

function one(metric: MetricSpec, status: MetricStatus | undefined): string {
  switch (metric.type) {
    case 'Resource':
      return `${metric.resource.name}: ${share(metric.resource.target, status?.type === 'Resource' ? status.resource.current : undefined)}`;
    case 'ContainerResource': {
      const current = status?.type === 'ContainerResource' ? status.containerResource.current : undefined;
      return `${metric.containerResource.name}: ${share(metric.containerResource.target, current)}`;
    }
    case 'Pods':
      return pair(
        status?.type === 'Pods' ? status.pods.current.averageValue : undefined,
        metric.pods.target.averageValue,
      );
    case 'Object':
      return total(metric.object.target, status?.type === 'Object' ? status.object.current : undefined);
    case 'External':
      return total(metric.external.target, status?.type === 'External' ? status.external.current : undefined);
    default:
      return metric satisfies never;
  }
}

/** Of a resource: an average amount, or a share of the requests. */
function share(target: MetricTarget, current: MetricValueStatus | undefined): string {
  if (target.averageValue !== undefined) return pair(current?.averageValue, target.averageValue);
  const wanted = target.averageUtilization === undefined ? '<auto>' : `${target.averageUtilization}%`;
  return pair(current?.averageUtilization === undefined ? undefined : `${current.averageUtilization}%`, wanted);
}

function total(target: MetricTarget, current: MetricValueStatus | undefined): string {
  if (target.averageValue !== undefined) return `${pair(current?.averageValue, target.averageValue)} (avg)`;
  return pair(current?.value, target.value);
}

function pair(current: string | undefined, target: string | undefined): string {
  return `${current ?? '<unknown>'}/${target ?? '<unknown>'}`;
}
