import type { Pod } from '../../../autoscaling/objects.ts';
import { parseMilli } from '../../../autoscaling/quantity/milli.ts';
import type { ResourceSignal, Scenario } from '../../../scenario/model.ts';
import type { SessionState } from '../../../session/state.ts';
import { latestValue } from '../../facts/series.ts';

/** Average CPU beside throttling: the same pods, told twice. */
export interface LieView {
  /** Usage of all pods together over what they request, 0.11 for 11 %; undefined while no pod is measured. */
  readonly utilization: number | undefined;
  /** Share of CFS periods that were throttled, 0..1. */
  readonly throttled: number | undefined;
  /** Pods that are measured, and those among them that use most of what they may. */
  readonly measuredPods: number;
  readonly busyPods: number;
  /** CPU limit of one pod in cores; undefined where pods have none, or differ. */
  readonly limitCores: number | undefined;
  readonly verdict: 'hidden' | 'agrees' | 'unknown';
}

export interface LieFacts {
  readonly series: SessionState['series'];
  readonly pods: readonly Pod[];
}

/** A pod that uses this share of its limit has no CPU to spare. */
const busyShare = 0.8;
/** Throttling below this is the noise of start-up. */
const slightThrottling = 0.05;
/** An average above this is no longer called idle by anyone. */
const highUtilization = 0.8;

export function lieView({ series, pods }: LieFacts, scenario: Scenario): LieView {
  const cpu = scenario.signals.metrics.find(isCpu);
  const usage = series.get(cpu?.id ?? '')?.latest?.parts ?? {};
  const measured = pods.filter(({ metadata }) => usage[metadata.name] !== undefined);
  const used = sum(measured.map(({ metadata }) => usage[metadata.name] ?? 0));
  const requested = sum(measured.map((pod) => cores(pod, 'requests') ?? 0));
  const limits = new Set(measured.map((pod) => cores(pod, 'limits')));
  const [limit] = limits;
  const utilization = requested > 0 ? used / requested : undefined;
  const throttled = latestValue(series.get(scenario.signals.throttling?.id ?? ''));
  return {
    utilization,
    throttled,
    measuredPods: measured.length,
    busyPods: measured.filter((pod) => isBusy(pod, usage)).length,
    limitCores: limits.size === 1 ? limit : undefined,
    verdict: verdictOf(utilization, throttled, scenario.signals.throttling?.sla),
  };
}

/** The scenario's CPU signal, which has a value per pod. */
export function isCpu(signal: Scenario['signals']['metrics'][number]): signal is ResourceSignal {
  return signal.kind === 'resource' && signal.resource === 'cpu';
}

function verdictOf(
  utilization: number | undefined,
  throttled: number | undefined,
  sla: number | undefined,
): LieView['verdict'] {
  if (utilization === undefined || throttled === undefined) return 'unknown';
  return throttled > (sla ?? slightThrottling) && utilization < highUtilization ? 'hidden' : 'agrees';
}

function isBusy(pod: Pod, usage: Readonly<Record<string, number>>): boolean {
  const limit = cores(pod, 'limits');
  return limit !== undefined && (usage[pod.metadata.name] ?? 0) >= limit * busyShare;
}

/** Of all containers together; undefined when one of them has none. */
function cores({ spec }: Pod, kind: 'requests' | 'limits'): number | undefined {
  const amounts = spec.containers.map(({ resources }) => resources?.[kind]?.cpu);
  if (amounts.length === 0 || amounts.some((amount) => amount === undefined)) return undefined;
  return sum(amounts.map((amount) => Number(parseMilli(amount ?? '0')) / 1000));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
