import type { NodeGroup, UpcomingNode } from '../../autoscaling/cluster-autoscaler/model.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import type { Cancel } from '../../cluster/clock.ts';
import { resources } from '../../cluster/resources.ts';
import type { NodeModel } from '../setup.ts';
import type { Random, World } from '../world.ts';
import { nodeBecomesReady, registerNode, removeNode } from './machine-life.ts';
import { isScalable, nodeGroupOf } from './node-groups.ts';

const defaultBootSeconds = 60;
/** From its registration until a node is ready: its network comes up. Part of the boot. */
const joinMs = 10_000;
/** From the request to delete a machine until its Node is gone. */
const terminationMs = 5_000;

/** A machine of a node group. Those with an order have not registered yet. */
interface GroupMachine {
  readonly group: string;
  readonly order?: { readonly requestedAt: EpochMs; readonly cancel: Cancel };
}

/** The cloud under the cluster: node groups, and machines that boot, register as Nodes, and are terminated. */
export class Cloud {
  readonly #world: World;
  readonly #models: readonly NodeModel[];
  readonly #machines = new Map<string, GroupMachine>();
  /** The number of the next machine of each group. Names are never used again. */
  readonly #nextIndex = new Map<string, number>();
  readonly #random: Random;
  #serial: number;

  constructor(world: World, models: readonly NodeModel[]) {
    this.#world = world;
    this.#models = models;
    this.#random = world.random.fork('cloud');
    this.#serial = models.reduce((total, { count }) => total + count, 0);
    for (const { name, count } of models) {
      this.#nextIndex.set(name, count);
      for (let index = 0; index < count; index += 1) this.#machines.set(`${name}-${index}`, { group: name });
    }
    world.store.subscribe(resources.nodes, ({ type, object }) => {
      // Whoever deletes a Node, its machine no longer counts: it would not register again.
      if (type === 'DELETED') this.#machines.delete(object.metadata.name);
    });
  }

  /** The groups that may grow and shrink, each with as many nodes as were asked for. */
  get nodeGroups(): readonly NodeGroup[] {
    const sizes = new Map<string, number>();
    for (const { group } of this.#machines.values()) sizes.set(group, (sizes.get(group) ?? 0) + 1);
    return this.#models.filter(isScalable).map((model) => nodeGroupOf(model, sizes.get(model.name) ?? 0));
  }

  /** Machines that were ordered and have not registered. */
  get upcoming(): readonly UpcomingNode[] {
    return [...this.#machines].flatMap(([name, { group, order }]) =>
      order ? [{ name, nodeGroup: group, requestedAt: order.requestedAt }] : [],
    );
  }

  /** The group of a node; undefined for one that does not come from this cloud or whose group has a fixed size. */
  groupOf(node: string): string | undefined {
    const group = this.#machines.get(node)?.group;
    return this.#models.some((model) => model.name === group && isScalable(model)) ? group : undefined;
  }

  /** Orders machines of a group. Each is a ready node when it has booted. */
  order(group: string, count: number): void {
    const model = this.#models.find(({ name }) => name === group);
    if (!model) throw new Error(`there is no node group ${group}`);
    for (let ordered = 0; ordered < count; ordered += 1) this.#orderOne(model);
  }

  /** Takes back an order that has not been fulfilled. */
  giveUp(name: string): void {
    const machine = this.#machines.get(name);
    if (!machine?.order) return;
    machine.order.cancel();
    this.#machines.delete(name);
  }

  /** Deletes a machine that runs; its Node follows, and is gone when `gone` is called. */
  terminate(name: string, gone: () => void): void {
    this.#world.clock.after(terminationMs, () => {
      removeNode(this.#world, name);
      gone();
    });
  }

  #orderOne(model: NodeModel): void {
    const { clock } = this.#world;
    const index = this.#nextIndex.get(model.name) ?? 0;
    this.#nextIndex.set(model.name, index + 1);
    const machine = { model, name: `${model.name}-${index}`, serial: this.#serial };
    this.#serial += 1;
    const jitterSeconds = (model.bootJitterSeconds ?? 0) * this.#random.next();
    const bootMs = ((model.bootSeconds ?? defaultBootSeconds) + jitterSeconds) * 1000;
    const joiningMs = Math.min(joinMs, bootMs / 4);
    const cancel = clock.after(bootMs - joiningMs, () => {
      this.#machines.set(machine.name, { group: model.name });
      registerNode(this.#world, machine);
      clock.after(joiningMs, () => nodeBecomesReady(this.#world, machine.name));
    });
    this.#machines.set(machine.name, { group: model.name, order: { requestedAt: clock.now(), cancel } });
  }
}
