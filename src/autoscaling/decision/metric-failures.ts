import { formatGoSelector } from '../hpa/go-selector.ts';
import type { Condition, MetricSpec } from '../objects.ts';
import { parseTime } from '../units.ts';
import type { MetricAim } from './metric-source.ts';
import type { HpaEvent } from './seen.ts';

/** A metric the status has no value of. */
export interface Unread {
  readonly spec: MetricSpec;
  readonly aim: MetricAim;
}

const conditionPrefix = 'the HPA was unable to compute the replica count: ';

/**
 * Why a metric has no value, in the controller's words: from ScalingActive, which tells of the first failing metric, else from the latest
 * event that can be about this metric only. Undefined where neither tells. `scalingActive` is given where the last pass set it.
 */
export function failureOf(
  unread: Unread,
  all: readonly Unread[],
  scalingActive: Condition | undefined,
  events: readonly HpaEvent[],
): string | undefined {
  const reason = `FailedGet${unread.aim.type}Metric`;
  const ofType = all.filter(({ aim }) => aim.type === unread.aim.type);
  if (scalingActive?.status === 'False' && scalingActive.reason === reason) {
    const message = (scalingActive.message ?? '').replace(conditionPrefix, '');
    if (ofType.length === 1 || isAboutOnly(unread, ofType, message)) return message;
  }
  return events
    .filter((event) => event.reason === reason && isAboutOnly(unread, ofType, event.message ?? ''))
    .toSorted((a, b) => lastSeen(b) - lastSeen(a))[0]?.message;
}

/** When an event happened last, in milliseconds since the epoch; 0 where it does not tell. */
export function lastSeen({ lastTimestamp, eventTime, firstTimestamp }: HpaEvent): number {
  return parseTime(lastTimestamp) ?? parseTime(eventTime) ?? parseTime(firstTimestamp) ?? 0;
}

function isAboutOnly(unread: Unread, rivals: readonly Unread[], message: string): boolean {
  return mentions(message, unread) && rivals.every((rival) => rival === unread || !mentions(message, rival));
}

/** The controller's error texts name what they could not read. Those of a container's resource often leave the container out. */
function mentions(message: string, { spec }: Unread): boolean {
  switch (spec.type) {
    case 'Resource':
      return named(message, spec.resource.name);
    case 'ContainerResource':
      return named(message, spec.containerResource.name);
    case 'Pods':
      return message.includes(`metric ${spec.pods.metric.name}:`);
    case 'Object': {
      const { metric, describedObject } = spec.object;
      return (
        message.includes(`metric ${metric.name}: ${describedObject.kind} on `) && named(message, describedObject.name)
      );
    }
    case 'External': {
      const { name, selector } = spec.external.metric;
      return message.includes(`/${name}/${formatGoSelector(selector)}:`);
    }
    default:
      return false;
  }
}

function named(message: string, name: string): boolean {
  return message.split(/[\s:/,]+/).includes(name);
}
