import type { Cluster } from '../../cluster/port.ts';
import type { CommandLog } from '../actions/command-log.ts';
import { Waits } from '../actions/waits.ts';
import { Writer } from '../actions/writer.ts';
import { TargetLease } from '../guard/lease.ts';
import { thisProcess } from '../guard/this-process.ts';
import { clusterUid } from '../journal/cluster-uid.ts';
import { Journal } from '../journal/journal.ts';
import type { JournalStore } from '../journal/journal-store.ts';
import { Ledger } from '../journal/ledger.ts';
import { type JournalContent, JournalError } from '../journal/read-journal.ts';
import { carryOut } from './carry-out.ts';
import { planRestore, type RestoreStep } from './restore-plan.ts';

/** A journal, where it goes on, and where its commands are told. */
export interface RestoreOptions {
  readonly content: JournalContent;
  /** Where the journal goes on: what a restore does is written down, too. */
  readonly store: JournalStore;
  readonly commands: CommandLog;
}

/**
 * What would put back everything a run changed, as its journal tells; nothing where all is as it was. Writes nothing.
 *
 * @throws JournalError when the cluster is not the one the journal is about
 */
export async function restoreSteps(content: JournalContent, cluster: Cluster): Promise<readonly RestoreStep[]> {
  await requireSameCluster(content, cluster);
  return planRestore(content.lines, cluster);
}

/**
 * Puts back everything a run changed, as its journal tells, and marks it so. Interrupted, it can be done again; done twice, it changes nothing.
 * Resolves to the steps that were taken; those that say `leave` were not.
 *
 * @throws JournalError when the cluster is not the one the journal is about, ActionError or ClusterError for the first step that failed
 */
export async function restoreFrom(
  { content, store, commands }: RestoreOptions,
  cluster: Cluster,
): Promise<readonly RestoreStep[]> {
  const steps = await restoreSteps(content, cluster);
  const { header, lines } = content;
  const journal = new Journal(store, cluster.clock, async () => header, lines);
  const lease = leaseFor(content, cluster);
  const waits = new Waits(cluster.clock);
  const writer = new Writer({
    cluster,
    refusalOf: () => undefined,
    hold: async () => lease?.hold(),
    journal,
    ledger: new Ledger(),
  });
  try {
    await carryOut({ cluster, writer, commands, waits }, steps);
    await journal.restored();
  } finally {
    await lease?.close();
  }
  return steps;
}

/** The interrupted run's own Lease is no hindrance; that of a cockpit which changes the target meanwhile is. */
function leaseFor({ header, lines }: JournalContent, cluster: Cluster): TargetLease | undefined {
  const workload = lines.find((line) => line.type === 'found')?.ref.name;
  if (cluster.identity.badge === 'EMBEDDED' || workload === undefined) return undefined;
  const { namespace, holder } = header;
  const { identity } = thisProcess();
  return new TargetLease({ cluster, namespace, workload, identity, formerIdentity: holder, log: () => {} });
}

async function requireSameCluster({ header }: JournalContent, cluster: Cluster): Promise<void> {
  const { context } = cluster.identity;
  if (context !== header.context) throw new JournalError(`it is about context ${header.context}, not ${context}`);
  const uid = await clusterUid(cluster);
  if (uid !== null && header.cluster !== null && uid !== header.cluster) {
    throw new JournalError(`context ${context} is another cluster than the one it is about`);
  }
}
