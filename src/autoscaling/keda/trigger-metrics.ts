import type { ScaledObject, ScaleTrigger } from '../objects.ts';

/** A trigger whose value KEDA's metrics adapter serves. */
export interface ExternalTrigger {
  readonly kind: 'external';
  readonly index: number;
  readonly trigger: ScaleTrigger;
  readonly metricName: string;
  readonly metricType: 'AverageValue' | 'Value';
  /** The threshold per replica (AverageValue) or in all (Value). */
  readonly target: number;
  /** The trigger is active strictly above this. */
  readonly activationThreshold: number;
}

/** A trigger that becomes a plain resource metric of the HPA; KEDA reads nothing for it. */
export interface ResourceTrigger {
  readonly kind: 'resource';
  readonly index: number;
  readonly trigger: ScaleTrigger;
  readonly resource: 'cpu' | 'memory';
  readonly container?: string;
  readonly metricType: 'Utilization' | 'AverageValue';
  /** Percent or quantity, as written. */
  readonly value: string;
}

export type TriggerMetric = ExternalTrigger | ResourceTrigger;

/** What KEDA says about a trigger it cannot build a scaler from. */
export class TriggerError extends Error {
  override readonly name = 'TriggerError';
}

/** The metrics of all triggers, in their order. The index in a metric's name counts every trigger. @throws TriggerError */
export function triggerMetrics(scaledObject: ScaledObject): readonly TriggerMetric[] {
  return scaledObject.spec.triggers.map((trigger, index) => triggerMetric(trigger, index));
}

/** The metric of the trigger at `index`. @throws TriggerError */
export function triggerMetric(trigger: ScaleTrigger, index: number): TriggerMetric {
  if (trigger.type === 'cpu' || trigger.type === 'memory') return resourceTrigger(trigger, trigger.type, index);
  const source = externalSources[trigger.type];
  if (!source) throw new TriggerError(`no scaler found for type: ${trigger.type}`);
  if (trigger.metricType === 'Utilization') {
    throw new TriggerError(
      `error getting ${trigger.type} scaler: metric type utilization is only supported for cpu and memory scalers`,
    );
  }
  const { base, target, activationThreshold } = source(trigger.metadata);
  return {
    kind: 'external',
    index,
    trigger,
    metricName: `s${index}-${normalizedMetricName(base)}`,
    metricType: trigger.metricType ?? 'AverageValue',
    target,
    activationThreshold,
  };
}

/** Metric names are part of a URL path, hence some characters are replaced; upper case and underscores stay. */
export function normalizedMetricName(base: string): string {
  return base.replaceAll(/[/.:%()]/g, '-');
}

type Metadata = ScaleTrigger['metadata'];

interface ExternalSource {
  readonly base: string;
  readonly target: number;
  readonly activationThreshold: number;
}

const externalSources: Readonly<Record<string, (metadata: Metadata) => ExternalSource>> = {
  'nats-jetstream': (metadata) => ({
    base: `nats-jetstream-${required(metadata, 'stream')}`,
    target: integer(metadata, 'lagThreshold', 10),
    activationThreshold: integer(metadata, 'activationLagThreshold', 0),
  }),
  redis: (metadata) => ({
    base: `redis-${required(metadata, 'listName')}`,
    target: integer(metadata, 'listLength', 5),
    activationThreshold: integer(metadata, 'activationListLength', 0),
  }),
  prometheus: (metadata) => ({
    base: 'prometheus',
    target: number(metadata, 'threshold', Number.NaN),
    activationThreshold: number(metadata, 'activationThreshold', 0),
  }),
  cron: (metadata) => ({
    base: [
      'cron',
      required(metadata, 'timezone'),
      ...['start', 'end'].map((key) => cronName(required(metadata, key))),
    ].join('-'),
    target: 1,
    // 1 inside the interval is active; outside the value is 0.
    activationThreshold: 0,
  }),
};

function cronName(schedule: string): string {
  return schedule
    .replaceAll(' ', '')
    .replaceAll('*', 'x')
    .replaceAll('/', 'Sl')
    .replaceAll('?', 'Qm')
    .replaceAll(',', 'Cm');
}

function resourceTrigger(trigger: ScaleTrigger, resource: 'cpu' | 'memory', index: number): ResourceTrigger {
  const { metricType, metadata } = trigger;
  if (metricType !== 'Utilization' && metricType !== 'AverageValue') {
    throw new TriggerError(
      `unsupported metric type, allowed values are 'Utilization' or 'AverageValue', got '${metricType ?? ''}'`,
    );
  }
  const value = required(metadata, 'value');
  if (metricType === 'Utilization' && !/^[+-]?\d+$/.test(value)) {
    throw new TriggerError(`error parsing ${resource} metadata: value "${value}" is not an integer percentage`);
  }
  const container = metadata.containerName;
  return { kind: 'resource', index, trigger, resource, metricType, value, ...(container ? { container } : {}) };
}

function required(metadata: Metadata, key: string): string {
  const value = metadata[key];
  if (!value) throw new TriggerError(`error parsing metadata: missing required parameter "${key}"`);
  return value;
}

function integer(metadata: Metadata, key: string, fallback: number): number {
  const value = number(metadata, key, fallback);
  if (Number.isInteger(value)) return value;
  throw new TriggerError(
    `error parsing metadata: unable to set param "${key}" value "${metadata[key]}": not an integer`,
  );
}

/** A NaN fallback makes the parameter mandatory. */
function number(metadata: Metadata, key: string, fallback: number): number {
  const text = metadata[key];
  const value = text === undefined || text === '' ? fallback : Number(text);
  if (!Number.isNaN(value)) return value;
  throw new TriggerError(
    text
      ? `error parsing metadata: unable to set param "${key}" value "${text}": not a number`
      : `error parsing metadata: missing required parameter "${key}"`,
  );
}
