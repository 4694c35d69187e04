import type { Pod } from '../../../autoscaling/objects.ts';
import { parseMilli } from '../../../autoscaling/quantity/milli.ts';
import type { EpochMs } from '../../../autoscaling/units.ts';
import type { RecommendedContainerResources, VerticalPodAutoscaler } from '../../../autoscaling/vpa/objects.ts';
import type { SessionState } from '../../../session/state.ts';
import { podsOfVpa, vpasOf } from '../../facts/vpas.ts';
import { stopwatch } from '../../text/durations.ts';
import { compact, milliQuantity, valueText } from '../../text/numbers.ts';
import { evictionsOf } from './evictions.ts';

export type VpaFacts = Pick<SessionState, 'others' | 'pods' | 'deployments' | 'events'>;

/** How what pods request stands to what is recommended. */
export type Standing = 'below' | 'within' | 'above' | 'unknown';

/** One resource of one container. Amounts are short: `476m`, `692Mi`. */
export interface VpaRow {
  readonly container: string;
  readonly resource: string;
  /** What running pods request; a range while old and new ones run side by side. `none`: nothing is requested; `–`: no pod runs. */
  readonly request: string;
  readonly standing: Standing;
  readonly lower: string;
  readonly target: string;
  readonly upper: string;
  readonly uncapped: string;
}

export interface VpaView {
  readonly name: string;
  readonly mode: string;
  /** What the mode does, in a word or two. */
  readonly does: string;
  /** `Deployment/redis`. */
  readonly target: string;
  /** Pods it is in charge of. */
  readonly pods: number;
  /** `3, last 1:04 ago, redis-7d9f-x2k4l`; absent when none was. */
  readonly evicted?: string;
  /** Why there is no recommendation, or why the VPA cannot work. */
  readonly problem?: { readonly failed: boolean; readonly text: string };
  readonly rows: readonly VpaRow[];
}

/** Every VPA of the namespace with what it recommends and what pods request. */
export function vpaViews(facts: VpaFacts, workload: string | undefined, now: EpochMs): readonly VpaView[] {
  return vpasOf(facts.others, workload).map((vpa) => viewOf(facts, vpa, now));
}

const doings: Readonly<Record<string, string>> = {
  Off: 'only recommends',
  Initial: 'sets new pods',
  Recreate: 'evicts pods',
  Auto: 'evicts pods',
  InPlaceOrRecreate: 'resizes or evicts pods',
};

function viewOf(facts: VpaFacts, vpa: VerticalPodAutoscaler, now: EpochMs): VpaView {
  const { targetRef, updatePolicy } = vpa.spec;
  const pods = podsOfVpa(facts, vpa);
  const mode = updatePolicy?.updateMode ?? 'Recreate';
  const evictions = evictionsOf(facts.events, vpa);
  const problem = problemOf(vpa);
  const recommended = vpa.status?.recommendation?.containerRecommendations ?? [];
  return {
    name: vpa.metadata.name,
    mode,
    does: doings[mode] ?? '',
    target: `${targetRef.kind}/${targetRef.name}`,
    pods: pods.length,
    ...(evictions && {
      evicted: `${evictions.count}, last ${stopwatch(now - evictions.lastAt)} ago, ${evictions.lastPod}`,
    }),
    ...(problem && { problem }),
    rows: recommended.flatMap((advice) => rowsOf(advice, pods)),
  };
}

/** ConfigUnsupported is a mistake that somebody has to mend; the rest passes with time. */
function problemOf({ status }: VerticalPodAutoscaler): VpaView['problem'] {
  const holding = (wanted: string) =>
    status?.conditions?.find(({ type, status: holds }) => type === wanted && holds === 'True');
  const unsupported = holding('ConfigUnsupported');
  if (unsupported) return { failed: true, text: unsupported.message ?? 'ConfigUnsupported' };
  const noPods = holding('NoPodsMatched');
  if (noPods) return { failed: false, text: noPods.message ?? 'NoPodsMatched' };
  return holding('RecommendationProvided') ? undefined : { failed: false, text: 'no recommendation yet' };
}

function rowsOf(advice: RecommendedContainerResources, pods: readonly Pod[]): readonly VpaRow[] {
  return Object.entries(advice.target).map(([resource, target]) => {
    const amount = (quantity: string | undefined) => (quantity === undefined ? '–' : amountText(resource, quantity));
    const requests = pods.map(({ spec }) => {
      const container = spec.containers.find(({ name }) => name === advice.containerName);
      return container?.resources?.requests?.[resource];
    });
    const lower = advice.lowerBound?.[resource];
    const upper = advice.upperBound?.[resource];
    return {
      container: advice.containerName,
      resource,
      request: requestText(resource, requests),
      standing: standingOf(requests, lower, upper),
      lower: amount(lower),
      target: amount(target),
      upper: amount(upper),
      uncapped: amount(advice.uncappedTarget?.[resource]),
    };
  });
}

type Requests = readonly (string | undefined)[];

function requestText(resource: string, requests: Requests): string {
  const amounts = requests.filter((request) => request !== undefined).toSorted(byAmount);
  const [least] = amounts;
  const most = amounts.at(-1);
  if (least === undefined || most === undefined) return requests.length === 0 ? '–' : 'none';
  const [from, to] = [amountText(resource, least), amountText(resource, most)];
  return from === to ? from : `${from}..${to}`;
}

/** The worst of the pods decides: one that requests too little keeps the updater busy. */
function standingOf(requests: Requests, lower: string | undefined, upper: string | undefined): Standing {
  if (requests.length === 0 || lower === undefined || upper === undefined) return 'unknown';
  if (requests.some((request) => request === undefined || byAmount(request, lower) < 0)) return 'below';
  return requests.some((request) => request !== undefined && byAmount(request, upper) > 0) ? 'above' : 'within';
}

function byAmount(a: string, b: string): number {
  const difference = parseMilli(a) - parseMilli(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** From here on thousandths of a core are of no interest. */
const wholeCores = 10;

/** From here on an upper bound stands for "nobody knows yet": the recommender caps at 1e14 millicores or bytes. */
const unboundedUnits: Readonly<Record<string, number>> = { cpu: 1e11, memory: 1e14 };

function amountText(resource: string, quantity: string): string {
  const value = Number(parseMilli(quantity)) / 1000;
  if (value >= (unboundedUnits[resource] ?? Number.POSITIVE_INFINITY)) return 'no bound';
  if (resource === 'memory') return valueText(value, 'bytes');
  return value >= wholeCores ? compact(value) : milliQuantity(value);
}
