import type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerSpec,
  HorizontalPodAutoscalerStatus,
  KubernetesObject,
  MetricSpec,
} from '../../../autoscaling/objects.ts';
import { isFields } from '../../managed-fields/leaf-paths.ts';
import { type MetricSpecV1, metricFromV1, metricToV1, statusToV1 } from './hpa-v1-metrics.ts';

/** Where `autoscaling/v1` keeps what it has no fields for. */
const annotations = {
  metrics: 'autoscaling.alpha.kubernetes.io/metrics',
  currentMetrics: 'autoscaling.alpha.kubernetes.io/current-metrics',
  conditions: 'autoscaling.alpha.kubernetes.io/conditions',
  behavior: 'autoscaling.alpha.kubernetes.io/behavior',
} as const;

interface SpecV1 extends Pick<HorizontalPodAutoscalerSpec, 'scaleTargetRef' | 'minReplicas' | 'maxReplicas'> {
  readonly targetCPUUtilizationPercentage?: number;
}

/**
 * An HPA as `autoscaling/v1` shows it: the target for CPU is a field, and everything else the API server writes into annotations
 * (pkg/apis/autoscaling/v1/conversion.go).
 */
export function hpaToV1(object: KubernetesObject): KubernetesObject {
  const { spec, status, metadata, ...rest } = object as HorizontalPodAutoscaler;
  const { metrics = [], behavior, ...bounds } = spec;
  const others = metrics.filter((metric) => cpuTarget(metric) === undefined);
  const target = firstCpu(metrics);
  const noted = {
    ...metadata.annotations,
    ...(others.length === 0 ? {} : { [annotations.metrics]: JSON.stringify(others.map(metricToV1)) }),
    ...statusNotes(status),
    ...(behavior === undefined ? {} : { [annotations.behavior]: JSON.stringify(renamed(behavior, capitalized)) }),
  };
  return {
    ...rest,
    apiVersion: 'autoscaling/v1',
    metadata: { ...metadata, ...(Object.keys(noted).length === 0 ? {} : { annotations: noted }) },
    spec: { ...bounds, ...(target === undefined ? {} : { targetCPUUtilizationPercentage: target }) },
    ...(status === undefined ? {} : { status: statusV1(status) }),
  };
}

/**
 * What `autoscaling/v1` says, in the version that is stored. The status is the server's own and is left out. An applied configuration may
 * have no spec. Whatever is wrong stays wrong, for validation to find.
 */
export function hpaFromV1({ spec, status: _status, metadata, ...rest }: KubernetesObject): KubernetesObject {
  const { targetCPUUtilizationPercentage, ...bounds }: Partial<SpecV1> = isFields(spec) ? spec : {};
  const { annotations: written = {}, ...identity } = metadata;
  const behavior = jsonIn(written[annotations.behavior]);
  const others = jsonIn(written[annotations.metrics]);
  const metrics = [
    ...(Array.isArray(others) ? others.map((metric) => (isSpelledOut(metric) ? metricFromV1(metric) : metric)) : []),
    ...(targetCPUUtilizationPercentage === undefined ? [] : [cpuMetric(targetCPUUtilizationPercentage)]),
  ];
  const own = new Set<string>(Object.values(annotations));
  const kept = Object.entries(written).filter(([name]) => !own.has(name));
  return {
    ...rest,
    apiVersion: 'autoscaling/v2',
    metadata: { ...identity, ...(kept.length === 0 ? {} : { annotations: Object.fromEntries(kept) }) },
    ...(spec === undefined && metrics.length === 0 && behavior === undefined
      ? {}
      : {
          spec: {
            ...bounds,
            ...(metrics.length === 0 ? {} : { metrics }),
            ...(isFields(behavior) ? { behavior: renamed(behavior, uncapitalized) } : {}),
          },
        }),
  };
}

/** A metric with the field its type is named after. */
function isSpelledOut(metric: unknown): metric is MetricSpecV1 {
  return isFields(metric) && typeof metric.type === 'string' && isFields(metric[uncapitalized(metric.type)]);
}

function statusNotes(status: HorizontalPodAutoscalerStatus | undefined): Readonly<Record<string, string>> {
  const { currentMetrics, conditions } = status ?? {};
  return {
    ...(currentMetrics?.length ? { [annotations.currentMetrics]: JSON.stringify(currentMetrics.map(statusToV1)) } : {}),
    ...(conditions?.length ? { [annotations.conditions]: JSON.stringify(conditions) } : {}),
  };
}

function statusV1({ currentMetrics, conditions: _conditions, ...counts }: HorizontalPodAutoscalerStatus): unknown {
  const cpu = currentMetrics?.find((metric) => metric.type === 'Resource' && metric.resource.name === 'cpu');
  const current = cpu?.type === 'Resource' ? cpu.resource.current.averageUtilization : undefined;
  return { ...counts, ...(current === undefined ? {} : { currentCPUUtilizationPercentage: current }) };
}

/** Only the first metric of CPU is looked at. */
function firstCpu(metrics: readonly MetricSpec[]): number | undefined {
  const first = metrics.find((metric) => metric.type === 'Resource' && metric.resource.name === 'cpu');
  return first && cpuTarget(first);
}

function cpuTarget(metric: MetricSpec): number | undefined {
  return metric.type === 'Resource' && metric.resource.name === 'cpu'
    ? metric.resource.target.averageUtilization
    : undefined;
}

function cpuMetric(averageUtilization: number): MetricSpec {
  return { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } };
}

/** An annotation that cannot be read says nothing, as in the API server. */
function jsonIn(note: string | undefined): unknown {
  try {
    return note === undefined ? undefined : JSON.parse(note);
  } catch {
    return undefined;
  }
}

/** The server writes this one annotation from its internal type, whose fields have no JSON names: `ScaleUp`, not `scaleUp`. */
const capitalized = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
const uncapitalized = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (!isFields(value)) return value;
  const present = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(present.map(([name, inner]) => [rename(name), renamed(inner, rename)]));
}
