import { cronValue } from '../../keda/cron-value.ts';
import { scaledObjectSettings, usesScalingModifiers } from '../../keda/settings.ts';
import {
  type ExternalTrigger,
  type ResourceTrigger,
  TriggerError,
  type TriggerMetric,
  triggerMetrics,
} from '../../keda/trigger-metrics.ts';
import type { ScaledObject } from '../../objects.ts';
import { parseMilli } from '../../quantity/milli.ts';
import type { EpochMs } from '../../units.ts';
import { banner } from '../banner.ts';
import type { RefereeFacts, ScalableWorkload } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { refOf, workloadNamed } from '../subjects.ts';
import { defaultTolerance } from '../sync.ts';

/**
 * A trigger that has no say: the largest proposal wins, so it is for nothing when another one always proposes the maximum, or when its own
 * can never exceed the minimum. One that proposes the maximum as soon as it is active is a switch, not a scale.
 */
export function triggerCannotWin(facts: RefereeFacts): readonly Finding[] {
  return facts.scaledObjects.flatMap((scaledObject) => {
    // With a formula the triggers do not compete: their values are added up to one.
    if (usesScalingModifiers(scaledObject)) return [];
    const workload = workloadNamed(facts, scaledObjectSettings(scaledObject).target);
    return verdicts(scaledObject, workload, facts.now).map((verdict) => finding(scaledObject, verdict));
  });
}

interface Verdict {
  readonly title: string;
  readonly evidence: readonly string[];
  readonly advice: string;
}

function verdicts(
  scaledObject: ScaledObject,
  workload: ScalableWorkload | undefined,
  now: EpochMs,
): readonly Verdict[] {
  try {
    const triggers = triggerMetrics(scaledObject);
    return triggers.flatMap((metric) => {
      const others = triggers.length > 1;
      if (metric.kind === 'resource') return resourceVerdict(metric, workload);
      if (metric.trigger.type === 'cron') return cronVerdict(scaledObject, metric, { now, others });
      return switchVerdict(scaledObject, metric, others);
    });
  } catch (error) {
    // KEDA cannot build them either, and says so in the ScaledObject's conditions.
    if (error instanceof TriggerError) return [];
    throw error;
  }
}

function cronVerdict(
  scaledObject: ScaledObject,
  metric: ExternalTrigger,
  { now, others }: { readonly now: EpochMs; readonly others: boolean },
): readonly Verdict[] {
  const { minReplicas, maxReplicas } = scaledObjectSettings(scaledObject);
  const desired = Number(metric.trigger.metadata.desiredReplicas);
  const evidence = `${place(metric)}.metadata.desiredReplicas ${desired}`;
  if (desired <= minReplicas) {
    return [
      {
        title: `NO SAY  ${metric.metricName} asks for ${desired}, minReplicaCount is ${minReplicas} anyway`,
        evidence: [evidence, `spec.minReplicaCount ${minReplicas}`],
        advice: `Raise desiredReplicas above ${minReplicas}, or remove the trigger.`,
      },
    ];
  }
  if (!others || cronValue(metric.trigger, now) < maxReplicas) return [];
  return [
    {
      title: `NO SAY  ${metric.metricName} asks for the maximum now: no other trigger can win`,
      evidence: [evidence, `spec.maxReplicaCount ${maxReplicas}`],
      advice: `Set desiredReplicas below maxReplicaCount ${maxReplicas}, or raise the maximum.`,
    },
  ];
}

/** A trigger whose smallest value that makes it active is worth the maximum already. */
function switchVerdict(scaledObject: ScaledObject, metric: ExternalTrigger, others: boolean): readonly Verdict[] {
  const { hpaMinReplicas, maxReplicas } = scaledObjectSettings(scaledObject);
  const { metricName, metricType, target, activationThreshold, trigger } = metric;
  if (metricType !== 'AverageValue' || maxReplicas <= hpaMinReplicas) return [];
  // Queues are counted in whole messages, and the activation is strict.
  const smallest = trigger.type === 'prometheus' ? activationThreshold : Math.floor(activationThreshold) + 1;
  if (Math.ceil(smallest / target) < maxReplicas) return [];
  return [
    {
      title: `SWITCH  ${metricName} asks for the maximum ${maxReplicas} as soon as it is active`,
      evidence: [
        `${place(metric)} is active above ${activationThreshold}; ${smallest} / ${target} per replica is ${Math.ceil(smallest / target)}`,
        `spec.maxReplicaCount ${maxReplicas}${others ? '; no other trigger can win while it is active' : ''}`,
      ],
      advice: `Raise the threshold of ${place(metric)}, lower its activation threshold, or raise maxReplicaCount.`,
    },
  ];
}

/** Utilization is counted against the request and cannot exceed what the limit allows. */
function resourceVerdict(metric: ResourceTrigger, workload: ScalableWorkload | undefined): readonly Verdict[] {
  if (metric.metricType !== 'Utilization' || !workload) return [];
  const highest = highestUtilization(metric, workload);
  const target = Number(metric.value);
  if (highest === undefined || highest > target * (1 + defaultTolerance)) return [];
  return [
    {
      title: `NO SAY  ${metric.resource} of ${workload.metadata.name} cannot pass ${highest} % of request, target is ${target} %`,
      evidence: [
        `${place(metric)}.metadata.value ${target}`,
        `target ${workload.metadata.name} limits.${metric.resource} over requests.${metric.resource} is ${highest} %; above ${Math.round(target * (1 + defaultTolerance))} % would scale up`,
      ],
      advice: `Lower the target, or raise limits.${metric.resource} above requests.${metric.resource}.`,
    },
  ];
}

/** The percentage of its requests a pod can use at most; undefined where a container has no limit or no request. */
function highestUtilization({ resource, container }: ResourceTrigger, workload: ScalableWorkload): number | undefined {
  let [limits, requests] = [0, 0];
  for (const { name, resources } of workload.spec.template.spec.containers) {
    if (container !== undefined && container !== name) continue;
    const [limit, request] = [resources?.limits?.[resource], resources?.requests?.[resource]];
    if (limit === undefined || request === undefined) return undefined;
    limits += Number(parseMilli(limit));
    requests += Number(parseMilli(request));
  }
  return requests === 0 ? undefined : Math.floor((limits / requests) * 100);
}

function place({ index, trigger }: TriggerMetric): string {
  return `spec.triggers[${index}] (${trigger.name ?? trigger.type})`;
}

function finding(scaledObject: ScaledObject, { title, evidence, advice }: Verdict): Finding {
  return {
    id: 'trigger-cannot-win',
    severity: 'notice',
    title: banner(title),
    evidence: evidence.map((line) => `ScaledObject ${scaledObject.metadata.name} ${line}`),
    advice,
    objects: [refOf(scaledObject)],
  };
}
