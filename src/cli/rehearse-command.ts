import { type Command, Option } from 'commander';
import { defaultScenario } from './cockpit.ts';
import { type EmbeddedFlags, embeddedOptions } from './embedded-flags.ts';
import { examples } from './help.ts';
import { type ClusterFlags, clusterOptions, kubeChoice } from './kube-flags.ts';
import { parseSeeds } from './values.ts';

interface RehearseFlags extends EmbeddedFlags, ClusterFlags {
  readonly act?: string;
  readonly json?: boolean;
  readonly junit?: string;
  readonly out?: string;
  readonly seeds?: readonly number[];
  readonly yes?: boolean;
  readonly runDir?: string;
}

/** `harmony rehearse`. */
export function addRehearse(program: Command): void {
  const command = program
    .command('rehearse')
    .description('play all acts unattended and check what they promise')
    .argument('[scenario]', 'name of a built-in scenario, or a path', defaultScenario);
  embeddedOptions(clusterOptions(command), 'max')
    .option('--act <act>', 'play this act only')
    .option('--json', 'print the result as JSON')
    .option('--junit <file>', 'write the result as JUnit XML')
    .option('--out <dir>', 'write the result into this folder: report.json, report.txt, junit.xml')
    .addOption(
      new Option(
        '--seeds <seeds>',
        'rehearse with each of these, and tell how often each expectation holds: 1..20, or 1,3,7',
      )
        .argParser(parseSeeds)
        .conflicts(['seed', 'junit', 'out', 'context', 'kubeconfig']),
    )
    .option('--yes', 'let it change a real cluster: nobody is there to be asked')
    .option('--run-dir <dir>', 'where to write a run on a real cluster down (default: a new folder among your runs)')
    .addHelpText(
      'after',
      `${examples(
        'harmony rehearse meme-generator --speed max --seed 1 --json',
        'harmony rehearse meme-generator --seeds 1..20',
        'harmony rehearse meme-generator --context kind-demo --yes',
      )}
Exit status: 0 all expectations met, 1 not met, 2 bad usage or scenario, 3 cluster unreachable.`,
    )
    .action(async (scenario: string, flags: RehearseFlags, called: Command) => {
      const { cluster: _, context: __, kubeconfig: ___, namespace: ____, ...others } = flags;
      const kube = kubeChoice(flags, called);
      const options = { ...others, scenario, debug: flags.debug === true, json: flags.json === true };
      if (flags.seeds !== undefined) {
        const { sweep } = await import('./rehearsal-sweep.ts');
        process.exitCode = await sweep({ ...options, seeds: flags.seeds });
      } else if (kube === undefined) {
        const { rehearse } = await import('./rehearse.ts');
        process.exitCode = await rehearse(options);
      } else {
        const { rehearseLive } = await import('./live/rehearse-live.ts');
        process.exitCode = await rehearseLive({ ...options, kube, yes: flags.yes === true });
      }
    });
}
