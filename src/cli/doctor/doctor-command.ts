import { type Command, Option } from 'commander';
import { defaultScenario } from '../cockpit.ts';
import { examples } from '../help.ts';
import { type ClusterFlags, clusterOptions, kubeChoice } from '../kube-flags.ts';
import type { Profile } from '../options.ts';
import { parseSeed } from '../values.ts';

interface DoctorFlags extends ClusterFlags {
  readonly seed?: number;
  readonly profile?: Profile;
  readonly json?: boolean;
  readonly debug?: boolean;
}

/** `harmony doctor`. */
export function addDoctor(program: Command): void {
  const command = program
    .command('doctor')
    .description('check that a cluster has what a scenario needs; each finding with what mends it')
    .argument(
      '[scenario]',
      `name of a built-in scenario, or a path (default: ${defaultScenario}; with -n: what is in the namespace)`,
    );
  clusterOptions(command)
    .addOption(
      new Option('--seed <seed>', 'seed of everything random (default: as the scenario says)').argParser(parseSeed),
    )
    .addOption(
      new Option('--profile <profile>', 'which autoscaling controller the cluster imitates').choices([
        'upstream',
        'gke',
      ]),
    )
    .option('--json', 'print the findings as JSON')
    .option('--debug', 'show stacks of errors')
    .addHelpText(
      'after',
      `${examples(
        'harmony doctor',
        'harmony doctor meme-generator --context kind-demo',
        'harmony doctor --cluster kube -n shop --json',
      )}

Exit status: 0 nothing failed, 1 something did, 2 bad usage or scenario, 3 cluster unreachable. Nothing is changed.`,
    )
    .action(async (scenario: string | undefined, { json, debug, ...flags }: DoctorFlags, called: Command) => {
      const { seed, profile, ...cluster } = flags;
      const kube = kubeChoice(cluster, called);
      const { doctor } = await import('./doctor.ts');
      process.exitCode = await doctor({
        ...(scenario !== undefined && { scenario }),
        ...(kube !== undefined && { kube }),
        embedded: {
          scenario: scenario ?? defaultScenario,
          // Its time stands still while it is looked at.
          speed: 1,
          ...(seed !== undefined && { seed }),
          ...(profile !== undefined && { profile }),
          debug: debug === true,
        },
        json: json === true,
      });
    });
}
