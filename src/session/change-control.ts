import { formatTime } from '../autoscaling/units.ts';
import type { Cluster } from '../cluster/port.ts';
import type { Scenario } from '../scenario/model.ts';
import type { CommandLog } from './actions/command-log.ts';
import { ActionError } from './actions/context.ts';
import type { Waits } from './actions/waits.ts';
import { Writer } from './actions/writer.ts';
import { Guard, type GuardOptions } from './guard/guard.ts';
import { TargetLease } from './guard/lease.ts';
import { type Holder, thisProcess } from './guard/this-process.ts';
import { clusterUid } from './journal/cluster-uid.ts';
import { Journal } from './journal/journal.ts';
import { type JournalHeader, journalVersion } from './journal/journal-lines.ts';
import type { JournalStore } from './journal/journal-store.ts';
import { Ledger } from './journal/ledger.ts';
import { carryOut } from './restore/carry-out.ts';
import { planRestore } from './restore/restore-plan.ts';

export interface ChangeControlParts {
  readonly cluster: Cluster;
  readonly scenario: Scenario;
  readonly guard?: GuardOptions;
  readonly journal?: JournalStore;
  /** Who changes the cluster, as others are told; absent: this process. */
  readonly holder?: Holder;
  readonly commands: CommandLog;
  readonly waits: Waits;
}

/** For clusters that go with the program: nobody could read it afterwards, and what this run restores from it remembers itself. */
const unwritten: JournalStore = { append: async () => {} };

/** Everything that stands between a session and the cluster it may change: the guard, the Lease, the journal, and the way back. */
export class ChangeControl {
  readonly guard: Guard;
  readonly writer: Writer;
  readonly #parts: ChangeControlParts;
  readonly #journal: Journal;
  readonly #ledger = new Ledger();
  readonly #lease: TargetLease | undefined;
  #isClosed = false;

  constructor(parts: ChangeControlParts) {
    const { cluster, scenario } = parts;
    this.#parts = parts;
    this.guard = new Guard(cluster.identity, scenario, parts.guard);
    this.#journal = new Journal(parts.journal ?? unwritten, cluster.clock, () => this.#header());
    this.#lease = this.guard.refusal() === undefined ? leaseFor(parts) : undefined;
    this.writer = new Writer({
      cluster,
      refusalOf: (ref) => this.guard.refusalOf(ref) ?? this.refusal(),
      hold: async () => this.#lease?.hold(),
      journal: this.#journal,
      ledger: this.#ledger,
    });
    this.#lease?.watch();
  }

  /** Why nothing may be changed now. */
  refusal(): string | undefined {
    return this.guard.refusal() ?? this.#lease?.refusal() ?? (this.#isClosed ? 'the session is closed' : undefined);
  }

  /** Who else changes the target. */
  get heldBy(): string | undefined {
    return this.#lease?.heldBy;
  }

  /** How many objects are not as they were found. An embedded cluster goes with its run, unless somebody keeps a journal of it. */
  get outstanding(): number {
    const { cluster, journal } = this.#parts;
    return cluster.identity.badge === 'EMBEDDED' && journal === undefined ? 0 : this.#ledger.outstanding;
  }

  /** Puts everything back. @throws ActionError for what could not be */
  async restore(): Promise<void> {
    const { cluster, commands, waits } = this.#parts;
    const steps = await planRestore(this.#journal.lines, cluster);
    await carryOut({ cluster, writer: this.writer, commands, waits }, steps);
    await this.#journal.restored();
    this.#ledger.clear();
    const left = steps.flatMap((step) => (step.verb === 'leave' ? step.because : []));
    if (left.length > 0) throw new ActionError(left.join('; '));
  }

  /** @throws ActionError when that is not possible */
  async takeOver(): Promise<void> {
    const refusal = this.guard.refusal();
    if (refusal !== undefined) throw new ActionError(refusal);
    if (this.#lease?.heldBy === undefined) throw new ActionError('nobody else changes this target');
    await this.#lease.takeOver();
  }

  /** Nothing is changed any more, not even by what is under way. Notes that the run ended as it should, and lets others change the target. */
  async close(): Promise<void> {
    this.#isClosed = true;
    try {
      await this.#journal.ended(this.outstanding);
    } finally {
      await this.#lease?.close();
    }
  }

  async #header(): Promise<JournalHeader> {
    const { cluster, scenario, holder = thisProcess() } = this.#parts;
    const { identity, host, pid } = holder;
    return {
      type: 'header',
      version: journalVersion,
      at: formatTime(cluster.clock.now()),
      context: cluster.identity.context,
      cluster: await clusterUid(cluster),
      namespace: scenario.target.namespace,
      scenario: scenario.name,
      holder: identity,
      host,
      pid,
    };
  }
}

/** Nobody else can come near an embedded cluster. */
function leaseFor({
  cluster,
  scenario,
  commands,
  holder = thisProcess(),
}: ChangeControlParts): TargetLease | undefined {
  const { namespace, workloads } = scenario.target;
  const [workload] = workloads;
  if (cluster.identity.badge === 'EMBEDDED' || workload === undefined) return undefined;
  return new TargetLease({
    cluster,
    namespace,
    workload: workload.name,
    identity: holder.identity,
    log: (message) =>
      void commands.entry(`kubectl get lease harmony-${workload.name} -n ${namespace}`, async (remark) =>
        remark(message),
      ),
  });
}
