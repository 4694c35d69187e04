import type { LabelSelector } from '../objects.ts';
import { type Labels, matchesSelector } from '../selector.ts';
import type { EpochMs } from '../units.ts';
import {
  addCpuUsage,
  addMemoryPeak,
  emptyAggregate,
  isExpired,
  mergeAggregates,
  type UsageAggregate,
} from './aggregate.ts';
import { type AggregationKey, aggregationKeyText } from './aggregation-key.ts';
import {
  acceptCpuSample,
  type ContainerUsage,
  type MemoryObservation,
  observeMemory,
  observeOom,
  unseenContainer,
} from './container-usage.ts';

/** One container of one pod. */
export interface ContainerId {
  readonly namespace: string;
  readonly pod: string;
  readonly podLabels: Labels;
  readonly containerName: string;
}

/** What the recommender learns about a container in one pass. */
export type UsageFact =
  | { readonly kind: 'cpu'; readonly container: ContainerId; readonly at: EpochMs; readonly millicores: number }
  | { readonly kind: 'memory'; readonly container: ContainerId; readonly at: EpochMs; readonly bytes: number }
  /** Killed for memory, or evicted for it; with the memory request it had, 0 for none. */
  | { readonly kind: 'oom'; readonly container: ContainerId; readonly at: EpochMs; readonly requestBytes: number };

interface KnownContainer {
  readonly id: ContainerId;
  readonly usage: ContainerUsage;
}

interface KeyedAggregate {
  readonly key: AggregationKey;
  readonly usage: UsageAggregate;
}

/** The recommender's memory. A value: {@link recordUsage} returns the next one. */
export interface UsageHistory {
  readonly containers: ReadonlyMap<string, KnownContainer>;
  readonly aggregates: ReadonlyMap<string, KeyedAggregate>;
}

/** What a recommender without checkpoints starts with. */
export const emptyUsageHistory: UsageHistory = { containers: new Map(), aggregates: new Map() };

/** Takes in the facts of one pass, in order, and drops aggregates nothing was learned of for eight days. */
export function recordUsage(history: UsageHistory, facts: readonly UsageFact[], now: EpochMs): UsageHistory {
  const containers = new Map(history.containers);
  const aggregates = new Map(history.aggregates);
  for (const fact of facts) {
    const id = containerIdText(fact.container);
    const key = aggregationKeyOf(fact.container);
    const keyText = aggregationKeyText(key);
    const usage = aggregates.get(keyText)?.usage ?? emptyAggregate(now);
    const next = applyFact(containers.get(id)?.usage ?? unseenContainer, usage, fact);
    containers.set(id, { id: fact.container, usage: next.container });
    aggregates.set(keyText, { key, usage: next.usage });
  }
  for (const [keyText, { usage }] of aggregates) if (isExpired(usage, now)) aggregates.delete(keyText);
  return { containers, aggregates };
}

/** Forgets containers of pods that are gone; what was learned from them stays in the aggregates. */
export function forgetPodsExcept(
  history: UsageHistory,
  isLive: (namespace: string, pod: string) => boolean,
): UsageHistory {
  const live = [...history.containers].filter(([, { id }]) => isLive(id.namespace, id.pod));
  return { ...history, containers: new Map(live) };
}

/**
 * What a VPA sees: per container name, all aggregates of pods that its target's selector matches, merged with what its
 * checkpoints held when the recommender started.
 */
export function usageByContainer(
  history: UsageHistory,
  namespace: string,
  selector: LabelSelector,
  checkpointed: ReadonlyMap<string, UsageAggregate> = new Map(),
): ReadonlyMap<string, UsageAggregate> {
  const merged = new Map(checkpointed);
  for (const { key, usage } of history.aggregates.values()) {
    if (key.namespace !== namespace || !matchesSelector(selector, key.podLabels)) continue;
    const known = merged.get(key.containerName);
    merged.set(key.containerName, known ? mergeAggregates(known, usage) : usage);
  }
  return merged;
}

function applyFact(
  container: ContainerUsage,
  usage: UsageAggregate,
  fact: UsageFact,
): { readonly container: ContainerUsage; readonly usage: UsageAggregate } {
  switch (fact.kind) {
    case 'cpu': {
      const accepted = acceptCpuSample(container, fact.at);
      if (!accepted) return { container, usage };
      return { container: accepted, usage: addCpuUsage(usage, fact.millicores, fact.at) };
    }
    case 'memory':
      return withPeak(usage, observeMemory(container, fact.bytes, fact.at));
    case 'oom':
      return withPeak(usage, observeOom(container, fact.requestBytes, fact.at));
    default:
      return fact satisfies never;
  }
}

function withPeak(usage: UsageAggregate, { container, peak, replaced }: MemoryObservation) {
  return { container, usage: peak ? addMemoryPeak(usage, peak, replaced) : usage };
}

function aggregationKeyOf({ namespace, containerName, podLabels }: ContainerId): AggregationKey {
  return { namespace, containerName, podLabels };
}

function containerIdText({ namespace, pod, containerName }: ContainerId): string {
  return `${namespace}/${pod}/${containerName}`;
}
