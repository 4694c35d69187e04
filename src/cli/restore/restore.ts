import { formatTime } from '../../autoscaling/units.ts';
import type { KubeCluster } from '../../kube/kube-cluster.ts';
import { openKubeCluster } from '../../kube/open-kube-cluster.ts';
import type { CommandLog } from '../../session/actions/command-log.ts';
import { messageOf } from '../../session/actions/command-log.ts';
import { ActionError } from '../../session/actions/context.ts';
import { JournalError } from '../../session/journal/read-journal.ts';
import { restoreFrom, restoreSteps } from '../../session/restore/restore-from.ts';
import type { RestoreStep } from '../../session/restore/restore-plan.ts';
import { CliError, type ExitCode, exitCodes, UsageError } from '../errors.ts';
import { unreachable } from '../live/reachable.ts';
import type { KubeChoice } from '../options.ts';
import { fileJournal } from '../run-folder/run-journal.ts';
import { noteRestored } from '../run-folder/run-meta.ts';
import { runsHome } from '../run-folder/runs-home.ts';
import { type FoundJournal, interruptedIn, journalOf } from './find-journal.ts';

export interface RestoreCommandOptions {
  /** A run's name or folder, or a journal. Absent: the latest interrupted run of the context. */
  readonly run?: string;
  readonly kube: KubeChoice;
  /** Say what would be done, and do nothing. */
  readonly dryRun: boolean;
}

/** Where the report goes. */
export interface Output {
  write(text: string): unknown;
}

/**
 * `harmony restore`: puts back what a run changed. Resolves to 0 when everything is as it was, to 1 when something had to be left.
 *
 * @throws UsageError for a run that is not there or is another cluster's, CliError when a step failed or the cluster cannot be reached
 */
export async function restore(options: RestoreCommandOptions, out: Output = process.stdout): Promise<ExitCode> {
  const { run, kube, dryRun } = options;
  const asked = run === undefined ? undefined : journalOf(run, runsHome());
  // A journal says which context it is about; without one it is the current context whose run is looked for.
  const cluster = await openKubeCluster({ ...(asked && { context: asked.content.header.context }), ...kube });
  try {
    const found = asked ?? interruptedIn(cluster.identity.context, runsHome());
    out.write(headline(found));
    return dryRun ? await list(found, cluster, out) : await putBack(found, cluster, out);
  } catch (error) {
    if (error instanceof JournalError) throw new UsageError(`this journal cannot be used: ${error.message}`);
    if (error instanceof ActionError) throw new CliError(error.message, { exitCode: exitCodes.failed, cause: error });
    throw unreachable(cluster, error);
  } finally {
    await cluster.close();
  }
}

async function list({ content }: FoundJournal, cluster: KubeCluster, out: Output): Promise<ExitCode> {
  const steps = await restoreSteps(content, cluster);
  for (const step of steps) if (step.verb !== 'leave') out.write(`  would do  ${step.command}\n`);
  return conclude(steps, 'Nothing was changed: this was a dry run.', out);
}

async function putBack({ file, content }: FoundJournal, cluster: KubeCluster, out: Output): Promise<ExitCode> {
  const steps = await restoreFrom({ content, store: fileJournal(file), commands: printed(out) }, cluster);
  if (steps.every(({ verb }) => verb !== 'leave')) noteRestored(file, formatTime(cluster.clock.now()));
  return conclude(steps, 'Everything is as it was.', out);
}

function conclude(steps: readonly RestoreStep[], done: string, out: Output): ExitCode {
  const left = steps.flatMap((step) => (step.verb === 'leave' ? step.because : []));
  for (const because of left) out.write(`  left      ${because}\n`);
  if (left.length > 0) return exitCodes.failed;
  out.write(steps.length === 0 ? 'Everything is as it was already.\n' : `${done}\n`);
  return exitCodes.ok;
}

function headline({ run, content, standing }: FoundJournal): string {
  const { context, namespace, scenario, at } = content.header;
  const state = { nothing: 'put back before', kept: 'its changes were kept', interrupted: 'interrupted' }[standing];
  return `Run ${run} (${scenario}, first change ${at}, ${state}): context ${context}, namespace ${namespace}\n`;
}

/** Each command, once it is known how it went. */
function printed(out: Output): CommandLog {
  return {
    async entry(command, work) {
      try {
        const result = await work(() => {});
        out.write(`  done      ${command}\n`);
        return result;
      } catch (error) {
        out.write(`  failed    ${command}: ${messageOf(error)}\n`);
        throw error;
      }
    },
  };
}
