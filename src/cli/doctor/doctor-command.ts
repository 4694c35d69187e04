import type { Command } from 'commander';
import { defaultScenario } from '../cockpit.ts';
import { type EmbeddedFlags, embeddedOptions } from '../embedded-flags.ts';
import { UsageError } from '../errors.ts';
import { examples } from '../help.ts';
import { type ClusterFlags, clusterOptions, kubeChoice } from '../kube-flags.ts';

interface DoctorFlags extends EmbeddedFlags, ClusterFlags {
  readonly json?: boolean;
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
  embeddedOptions(clusterOptions(command), 1)
    .option('--json', 'print the findings as JSON')
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
      const { speed, seed, profile, ...cluster } = flags;
      const kube = kubeChoice(cluster, called);
      if (called.getOptionValueSource('speed') === 'cli') throw new UsageError('--speed: nothing is played here');
      const { doctor } = await import('./doctor.ts');
      process.exitCode = await doctor({
        ...(scenario !== undefined && { scenario }),
        ...(kube !== undefined && { kube }),
        embedded: {
          scenario: scenario ?? defaultScenario,
          speed,
          ...(seed !== undefined && { seed }),
          ...(profile !== undefined && { profile }),
          debug: debug === true,
        },
        json: json === true,
      });
    });
}
