import type { NodeDeletion } from '../../autoscaling/cluster-autoscaler/deletion.ts';
import { type LoopDecision, runLoop } from '../../autoscaling/cluster-autoscaler/loop.ts';
import {
  type AutoscalerMemory,
  initialMemory,
  rememberFailedScaleDown,
} from '../../autoscaling/cluster-autoscaler/memory.ts';
import type { AutoscalerOptions } from '../../autoscaling/cluster-autoscaler/options.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import type { Cancel } from '../../cluster/clock.ts';
import type { Random, World } from '../world.ts';
import { recordEvents } from './autoscaler-events.ts';
import { pricing } from './autoscaler-options.ts';
import type { Cloud } from './cloud.ts';
import { ClusterView } from './cluster-view.ts';
import { markCandidates } from './deletion-taints.ts';
import { NodeRemoval } from './node-removal.ts';
import { StatusConfigMap } from './status-config-map.ts';
import { statusDocument } from './status-document.ts';
import { Transitions } from './status-transitions.ts';

/** What a loop takes: so long after one that has to be followed by another at once, that one begins. */
const loopMs = 100;

/** The autoscaler's main loop: looks at the cluster, decides, carries it out, and tells. */
export class ScanLoop {
  readonly #world: World;
  readonly #cloud: Cloud;
  readonly #view: ClusterView;
  readonly #options: AutoscalerOptions;
  readonly #random: Random;
  readonly #status: StatusConfigMap;
  readonly #transitions = new Transitions();
  readonly #deletions = new Map<string, NodeDeletion>();
  #memory: AutoscalerMemory;
  #next: { readonly at: EpochMs; readonly cancel: Cancel } | undefined;

  constructor(world: World, cloud: Cloud, options: AutoscalerOptions) {
    this.#world = world;
    this.#cloud = cloud;
    this.#view = new ClusterView(world.store, cloud);
    this.#options = options;
    this.#random = world.random.fork('cluster-autoscaler');
    this.#status = new StatusConfigMap(world);
    this.#memory = initialMemory(world.clock.now());
  }

  start(): void {
    this.#world.clock.after(0, () => this.#status.initialize());
    this.#scanIn(this.#options.scanIntervalMs);
  }

  /** Does not wait for the next scan to be due. */
  hurry(): void {
    this.#scanIn(loopMs);
  }

  #scanIn(delayMs: number): void {
    const { clock } = this.#world;
    const at = (clock.now() + delayMs) as EpochMs;
    if (this.#next && this.#next.at <= at) return;
    this.#next?.cancel();
    const cancel = clock.after(delayMs, () => {
      this.#next = undefined;
      this.#scan();
    });
    this.#next = { at, cancel };
  }

  #scan(): void {
    const now = this.#world.clock.now();
    const decision = runLoop({
      cluster: this.#view.state(this.#ongoing()),
      memory: this.#memory,
      options: this.#options,
      now,
      random: () => this.#random.next(),
      pricing,
    });
    this.#memory = decision.memory;
    this.#scanIn(decision.again ? loopMs : this.#options.scanIntervalMs);
    this.#carryOut(decision);
    this.#status.write(
      statusDocument(
        { cluster: this.#view.state(this.#ongoing()), decision, options: this.#options, now },
        this.#transitions,
      ),
    );
  }

  #ongoing(): readonly { readonly node: string; readonly drain: boolean }[] {
    return [...this.#deletions.values()].map(({ node, podsToMove }) => ({ node, drain: podsToMove.length > 0 }));
  }

  #carryOut({ overdue, scaleUp, scaleDown, events }: LoopDecision): void {
    for (const { name } of overdue) this.#cloud.giveUp(name);
    if (scaleUp?.outcome === 'scale-up') this.#cloud.order(scaleUp.nodeGroup, scaleUp.toSize - scaleUp.fromSize);
    recordEvents(this.#world, events);
    const deletions = scaleDown?.deletions ?? [];
    for (const deletion of deletions) this.#remove(deletion);
    if (scaleDown && deletions.length === 0) markCandidates(this.#world, new Set(this.#memory.unneededSince.keys()));
  }

  #remove(deletion: NodeDeletion): void {
    this.#deletions.set(deletion.node, deletion);
    new NodeRemoval(
      {
        world: this.#world,
        cloud: this.#cloud,
        view: this.#view,
        options: this.#options,
        ended: ({ node }, error) => {
          this.#deletions.delete(node);
          if (error !== undefined) this.#memory = rememberFailedScaleDown(this.#memory, this.#world.clock.now());
        },
      },
      deletion,
    ).begin();
  }
}
