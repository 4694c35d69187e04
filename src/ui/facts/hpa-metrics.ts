import type {
  HorizontalPodAutoscaler,
  MetricSpec,
  MetricStatus,
  MetricTarget,
  MetricValueStatus,
} from '../../autoscaling/objects.ts';
import { compact } from '../text/numbers.ts';

/** One metric of an HPA: what it reads and what it aims at, as kubectl prints quantities. */
export interface MetricReading {
  readonly name: string;
  /** Undefined while the controller has no value. */
  readonly current: string | undefined;
  readonly target: string;
  /** The target is a value per pod, over which the metric is averaged. */
  readonly perPod: boolean;
}

interface MetricIdentity {
  /** Tells metrics of one name but different kinds, containers or objects apart. */
  readonly key: string;
  readonly name: string;
}

/**
 * All metrics of an HPA by name. Values are found by what they measure and not by their position, since a status that misses a metric
 * or lists them in another order would put values beside the wrong targets.
 */
export function metricReadings(hpa: HorizontalPodAutoscaler): readonly MetricReading[] {
  const statuses = new Map(
    (hpa.status?.currentMetrics ?? []).flatMap((status) => {
      const found = statusOf(status);
      return found ? [[found.identity.key, found.current] as const] : [];
    }),
  );
  return (hpa.spec.metrics ?? []).map((spec) => {
    const { identity, target } = specOf(spec);
    const current = statuses.get(identity.key);
    return {
      name: identity.name,
      current: current && currentText(current, target),
      target: targetText(target),
      perPod: target.type === 'AverageValue' && (spec.type === 'External' || spec.type === 'Object'),
    };
  });
}

/** A metric as kubectl writes it, with its name: `cpu: 11%/50%`, `s0-lag: 622/5 (avg)`, `cpu: <unknown>/50%`. */
export function readingText({ name, current, target, perPod }: MetricReading): string {
  return `${name}: ${current ?? '<unknown>'}/${target}${perPod && current !== undefined ? ' (avg)' : ''}`;
}

/** The same for people: `lag 346 of 5 per pod`; a quantity of thousandths that are none (`345700m`) is written as a number. */
export function readableReading({ name, current, target, perPod }: MetricReading): string {
  const pair = [current ?? '?', target];
  // Both in one notation: a reader compares them.
  const [value, aim] = pair.some((quantity) => (plainNumber(quantity) ?? 0) >= 1) ? pair.map(asNumber) : pair;
  return `${name} ${value} of ${aim}${perPod ? ' per pod' : ''}`;
}

function asNumber(quantity: string): string {
  const value = plainNumber(quantity);
  return value === undefined ? quantity : compact(value);
}

/** The value of a quantity without a suffix or in thousandths; undefined for any other, percentages among them. */
function plainNumber(quantity: string): number | undefined {
  const [, digits, milli] = /^(\d+(?:\.\d+)?)(m?)$/.exec(quantity) ?? [];
  return digits === undefined ? undefined : Number(digits) / (milli === 'm' ? 1000 : 1);
}

function targetText(target: MetricTarget): string {
  if (target.type === 'Utilization') return `${target.averageUtilization ?? '?'}%`;
  return (target.type === 'AverageValue' ? target.averageValue : target.value) ?? '<auto>';
}

function currentText(current: MetricValueStatus, target: MetricTarget): string | undefined {
  if (target.type === 'Utilization') {
    return current.averageUtilization === undefined ? undefined : `${current.averageUtilization}%`;
  }
  return target.type === 'AverageValue' ? current.averageValue : current.value;
}

function specOf(spec: MetricSpec): { identity: MetricIdentity; target: MetricTarget } {
  switch (spec.type) {
    case 'Resource':
      return { identity: resource(spec.resource.name), target: spec.resource.target };
    case 'ContainerResource':
      return { identity: containerResource(spec.containerResource), target: spec.containerResource.target };
    case 'Pods':
      return { identity: named('Pods', spec.pods.metric.name), target: spec.pods.target };
    case 'Object':
      return { identity: ofObject(spec.object), target: spec.object.target };
    case 'External':
      return { identity: named('External', spec.external.metric.name), target: spec.external.target };
  }
}

function statusOf(status: MetricStatus): { identity: MetricIdentity; current: MetricValueStatus } | undefined {
  switch (status.type) {
    case '':
      return undefined;
    case 'Resource':
      return { identity: resource(status.resource.name), current: status.resource.current };
    case 'ContainerResource':
      return { identity: containerResource(status.containerResource), current: status.containerResource.current };
    case 'Pods':
      return { identity: named('Pods', status.pods.metric.name), current: status.pods.current };
    case 'Object':
      return { identity: ofObject(status.object), current: status.object.current };
    case 'External':
      return { identity: named('External', status.external.metric.name), current: status.external.current };
  }
}

function resource(name: string): MetricIdentity {
  return { key: `Resource/${name}`, name };
}

function containerResource({ name, container }: { name: string; container: string }): MetricIdentity {
  return { key: `ContainerResource/${container}/${name}`, name: `${name} of ${container}` };
}

function ofObject(source: {
  metric: { name: string };
  describedObject: { kind: string; name: string };
}): MetricIdentity {
  const { metric, describedObject } = source;
  return { key: `Object/${describedObject.kind}/${describedObject.name}/${metric.name}`, name: metric.name };
}

function named(type: string, name: string): MetricIdentity {
  return { key: `${type}/${name}`, name };
}
