import type { Condition, Pod } from '../../autoscaling/objects.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import type { UsageAggregate } from '../../autoscaling/vpa/aggregate.ts';
import type { VerticalPodAutoscaler, VerticalPodAutoscalerStatus } from '../../autoscaling/vpa/objects.ts';
import { vpaStatus } from '../../autoscaling/vpa/status.ts';
import {
  emptyUsageHistory,
  forgetPodsExcept,
  recordUsage,
  type UsageFact,
  type UsageHistory,
  usageByContainer,
} from '../../autoscaling/vpa/usage-history.ts';
import { resources } from '../../cluster/resources.ts';
import { withConditions } from '../controller/conditions.ts';
import type { Component, World } from '../world.ts';
import { Checkpoints } from './checkpoints.ts';
import { observeOomKills } from './oom-observer.ts';
import { vpaTarget } from './target.ts';
import { usageFacts } from './usage-facts.ts';
import { asksDefaultRecommender, vpasOf } from './vpa-store.ts';

const intervalMs = 60_000;

/**
 * The VPA recommender: each minute it takes in what metrics-server shows of every pod, whether or not a VPA asks for it yet, and
 * writes what it recommends into the VPAs' status.
 */
export class Recommender implements Component {
  #history: UsageHistory = emptyUsageHistory;
  readonly #checkpoints = new Checkpoints();
  /** OOM kills since the last pass. */
  #oomKills: UsageFact[] = [];

  start(world: World): void {
    observeOomKills(world.store, (fact) => this.#oomKills.push(fact));
    world.clock.after(0, () => this.#checkpoints.load(world));
    world.clock.every(intervalMs, () => this.#pass(world));
  }

  #pass(world: World): void {
    this.#learn(world);
    for (const vpa of vpasOf(world.store)) if (asksDefaultRecommender(vpa)) this.#recommend(world, vpa);
    this.#checkpoints.dropOrphans(world);
  }

  #learn({ store, clock, podUsage }: World): void {
    const pods = store.list<Pod>(resources.pods);
    const facts = [...podUsage(pods).flatMap(usageFacts), ...this.#oomKills];
    this.#oomKills = [];
    const history = forgetPodsExcept(
      this.#history,
      (namespace, name) => store.get(resources.pods, namespace, name) !== undefined,
    );
    this.#history = recordUsage(history, facts, clock.now());
  }

  #recommend(world: World, vpa: VerticalPodAutoscaler): void {
    const { store, clock } = world;
    const { namespace = '' } = vpa.metadata;
    const target = vpaTarget(store, vpa);
    const now = clock.now();
    if ('problem' in target) {
      store.updateStatus<VerticalPodAutoscaler>({ ...vpa, status: unsupported(vpa, target.problem, now) });
      return;
    }
    const usage = usageByContainer(this.#history, namespace, target.selector, this.#checkpoints.of(vpa));
    const matchesPods = store.select<Pod>(resources.pods, namespace, target.selector).some(hasStarted);
    store.updateStatus<VerticalPodAutoscaler>({ ...vpa, status: vpaStatus(vpa, usage, matchesPods, now) });
    this.#checkpoints.write(world, vpa, usage);
  }
}

/** A VPA whose target cannot be read selects nothing. Conditions are sorted by type. */
function unsupported(vpa: VerticalPodAutoscaler, message: string, now: EpochMs): VerticalPodAutoscalerStatus {
  const type = 'ConfigUnsupported';
  const before = vpa.status?.conditions?.filter((condition) => condition.type === type);
  const status = vpaStatus(vpa, noUsage, false, now);
  const conditions: readonly Condition[] = [
    ...withConditions(before, [{ type, status: 'True', message }], now),
    ...(status.conditions ?? []),
  ];
  return { ...status, conditions };
}

const noUsage: ReadonlyMap<string, UsageAggregate> = new Map();

/** The recommender does not load pods that are still pending. */
function hasStarted({ status }: Pod): boolean {
  return status?.phase !== undefined && status.phase !== 'Pending';
}
