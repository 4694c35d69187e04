import type { LabelSelector, MetricSpec, MetricStatus, MetricTarget, MetricValueStatus } from '../objects.ts';
import { formatSelector } from '../selector.ts';

/** A metric of an HPA's spec with what its status tells of it. */
export interface MetricPair {
  readonly spec: MetricSpec;
  readonly name: string;
  readonly target: MetricTarget;
  /** Null: it failed, or was not looked at. */
  readonly current: MetricValueStatus | null;
}

/** The metrics of a spec with their values, matched by what they are: the status need not have the order of the spec. */
export function metricPairs(
  specs: readonly MetricSpec[],
  statuses: readonly MetricStatus[] | null | undefined,
): readonly MetricPair[] {
  const values = new Map<string, MetricValueStatus>();
  for (const status of statuses ?? []) {
    const part = partOf(status);
    if (part) values.set(part.key, part.current);
  }
  return specs.flatMap((spec) => {
    const part = partOf(spec);
    return part ? [{ spec, name: part.name, target: part.target, current: values.get(part.key) ?? null }] : [];
  });
}

interface SpecPart {
  readonly key: string;
  readonly name: string;
  readonly target: MetricTarget;
}

interface StatusPart {
  readonly key: string;
  readonly name: string;
  readonly current: MetricValueStatus;
}

function partOf(metric: MetricSpec): SpecPart | undefined;
function partOf(metric: MetricStatus): StatusPart | undefined;
function partOf(metric: MetricSpec | MetricStatus): object | undefined {
  switch (metric.type) {
    case 'Resource':
      return { ...metric.resource, key: `resource ${metric.resource.name}` };
    case 'ContainerResource': {
      const { name, container } = metric.containerResource;
      return { ...metric.containerResource, key: `container ${container} ${name}` };
    }
    case 'Pods':
      return { ...metric.pods, ...identified('pods', metric.pods.metric) };
    case 'Object': {
      const { kind, name } = metric.object.describedObject;
      return { ...metric.object, ...identified(`object ${kind} ${name}`, metric.object.metric) };
    }
    case 'External':
      return { ...metric.external, ...identified('external', metric.external.metric) };
    default:
      return undefined;
  }
}

function identified(prefix: string, { name, selector }: { readonly name: string; readonly selector?: LabelSelector }) {
  return { key: `${prefix} ${name} ${selector ? formatSelector(selector) : ''}`, name };
}
