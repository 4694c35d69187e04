import type { Command } from 'commander';
import { examples } from './help.ts';
import { type ClusterFlags, kubeOptions } from './kube-flags.ts';

type RestoreFlags = Pick<ClusterFlags, 'context' | 'kubeconfig'> & { readonly dryRun?: boolean };

/** `harmony restore`. */
export function addRestore(program: Command): void {
  kubeOptions(program.command('restore'))
    .description('put back what an interrupted run changed on a real cluster, from its journal')
    .argument('[run]', 'name or folder of a run, or a journal (default: the latest interrupted run of the context)')
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--debug', 'show stacks of errors')
    .addHelpText(
      'after',
      `${examples('harmony restore --dry-run', 'harmony restore --context kind-demo')}
Exit status: 0 everything is as it was, 1 something could not be put back, 2 no such run, 3 cluster unreachable.`,
    )
    .action(async (run: string | undefined, { context, kubeconfig, dryRun = false }: RestoreFlags) => {
      const { restore } = await import('./restore/restore.ts');
      const kube = { ...(context !== undefined && { context }), ...(kubeconfig !== undefined && { kubeconfig }) };
      process.exitCode = await restore({ ...(run !== undefined && { run }), kube, dryRun });
    });
}
