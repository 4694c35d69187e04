import type {
  CrossVersionObjectReference,
  LabelSelector,
  MetricIdentifier,
  MetricSpec,
  MetricStatus,
  MetricTarget,
  MetricValueStatus,
} from '../../../autoscaling/objects.ts';

/** A share or an amount, as `autoscaling/v1` names them for metrics of resources. */
interface ResourceTargetV1 {
  readonly targetAverageUtilization?: number;
  readonly targetAverageValue?: string;
}

interface ResourceCurrentV1 {
  readonly currentAverageUtilization?: number;
  readonly currentAverageValue?: string;
}

interface NamedMetricV1 {
  readonly metricName: string;
  readonly selector?: LabelSelector;
}

/** A metric as the annotation `autoscaling.alpha.kubernetes.io/metrics` spells it: the flat form of `autoscaling/v2beta1`. */
export type MetricSpecV1 =
  | { readonly type: 'Resource'; readonly resource: { readonly name: string } & ResourceTargetV1 }
  | {
      readonly type: 'ContainerResource';
      readonly containerResource: { readonly name: string; readonly container: string } & ResourceTargetV1;
    }
  | { readonly type: 'Pods'; readonly pods: NamedMetricV1 & { readonly targetAverageValue: string } }
  | {
      readonly type: 'Object';
      readonly object: NamedMetricV1 & {
        readonly target: CrossVersionObjectReference;
        readonly targetValue: string;
        readonly averageValue?: string;
      };
    }
  | {
      readonly type: 'External';
      readonly external: {
        readonly metricName: string;
        readonly metricSelector?: LabelSelector;
        readonly targetValue?: string;
        readonly targetAverageValue?: string;
      };
    };

export function metricToV1(metric: MetricSpec): MetricSpecV1 {
  switch (metric.type) {
    case 'Resource':
      return { type: 'Resource', resource: { name: metric.resource.name, ...targetToV1(metric.resource.target) } };
    case 'ContainerResource': {
      const { name, container, target } = metric.containerResource;
      return { type: 'ContainerResource', containerResource: { name, container, ...targetToV1(target) } };
    }
    case 'Pods': {
      const { metric: identifier, target } = metric.pods;
      return { type: 'Pods', pods: { ...flat(identifier), targetAverageValue: target.averageValue ?? '0' } };
    }
    case 'Object': {
      const { describedObject, metric: identifier, target } = metric.object;
      const amounts = { targetValue: target.value ?? '0', ...present({ averageValue: target.averageValue }) };
      return { type: 'Object', object: { target: describedObject, ...flat(identifier), ...amounts } };
    }
    case 'External': {
      const { metric: identifier, target } = metric.external;
      const amounts = present({ targetValue: target.value, targetAverageValue: target.averageValue });
      return { type: 'External', external: { ...flatExternal(identifier), ...amounts } };
    }
    default:
      return metric satisfies never;
  }
}

export function metricFromV1(metric: MetricSpecV1): MetricSpec {
  switch (metric.type) {
    case 'Resource':
      return { type: 'Resource', resource: { name: metric.resource.name, target: targetFromV1(metric.resource) } };
    case 'ContainerResource': {
      const { name, container } = metric.containerResource;
      const target = targetFromV1(metric.containerResource);
      return { type: 'ContainerResource', containerResource: { name, container, target } };
    }
    case 'Pods':
      return {
        type: 'Pods',
        pods: {
          metric: identifierOf(metric.pods),
          target: { type: 'AverageValue', averageValue: metric.pods.targetAverageValue },
        },
      };
    case 'Object': {
      const { target: describedObject, targetValue, averageValue } = metric.object;
      const target: MetricTarget =
        averageValue === undefined ? { type: 'Value', value: targetValue } : { type: 'AverageValue', averageValue };
      return { type: 'Object', object: { describedObject, metric: identifierOf(metric.object), target } };
    }
    case 'External': {
      const { metricName, metricSelector, targetValue, targetAverageValue } = metric.external;
      const target: MetricTarget =
        targetAverageValue === undefined
          ? { type: 'Value', ...present({ value: targetValue }) }
          : { type: 'AverageValue', averageValue: targetAverageValue };
      return {
        type: 'External',
        external: { metric: { name: metricName, ...present({ selector: metricSelector }) }, target },
      };
    }
    default:
      return metric satisfies never;
  }
}

/** What was measured, in the form of the annotation `autoscaling.alpha.kubernetes.io/current-metrics`. */
export function statusToV1(status: MetricStatus): unknown {
  switch (status.type) {
    case '':
      return { type: '' };
    case 'Resource':
      return { type: 'Resource', resource: { name: status.resource.name, ...currentToV1(status.resource.current) } };
    case 'ContainerResource': {
      const { name, container, current } = status.containerResource;
      return { type: 'ContainerResource', containerResource: { name, container, ...currentToV1(current) } };
    }
    case 'Pods': {
      const { metric, current } = status.pods;
      return { type: 'Pods', pods: { ...flat(metric), currentAverageValue: current.averageValue ?? '0' } };
    }
    case 'Object': {
      const { describedObject: target, metric, current } = status.object;
      const amounts = { currentValue: current.value ?? '0', ...present({ averageValue: current.averageValue }) };
      return { type: 'Object', object: { target, ...flat(metric), ...amounts } };
    }
    case 'External': {
      const { metric, current } = status.external;
      const amounts = {
        currentValue: current.value ?? '0',
        ...present({ currentAverageValue: current.averageValue }),
      };
      return { type: 'External', external: { ...flatExternal(metric), ...amounts } };
    }
    default:
      return status satisfies never;
  }
}

function targetToV1({ averageUtilization, averageValue }: MetricTarget): ResourceTargetV1 {
  return present({ targetAverageUtilization: averageUtilization, targetAverageValue: averageValue });
}

function targetFromV1({ targetAverageUtilization, targetAverageValue }: ResourceTargetV1): MetricTarget {
  return targetAverageUtilization === undefined
    ? { type: 'AverageValue', ...present({ averageValue: targetAverageValue }) }
    : { type: 'Utilization', averageUtilization: targetAverageUtilization };
}

/** The amount is no pointer in Go: it is always written. */
function currentToV1({ averageUtilization, averageValue = '0' }: MetricValueStatus): ResourceCurrentV1 {
  return { ...present({ currentAverageUtilization: averageUtilization }), currentAverageValue: averageValue };
}

function flat({ name, selector }: MetricIdentifier): NamedMetricV1 {
  return { metricName: name, ...present({ selector }) };
}

function flatExternal({ name, selector }: MetricIdentifier): { metricName: string; metricSelector?: LabelSelector } {
  return { metricName: name, ...present({ metricSelector: selector }) };
}

function identifierOf({ metricName, selector }: NamedMetricV1): MetricIdentifier {
  return { name: metricName, ...present({ selector }) };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that have a value. */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
