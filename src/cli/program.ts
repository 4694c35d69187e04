import { Command, Option } from 'commander';
import { addLayouts, addScenarios } from './catalogue.ts';
import { addCluster } from './cluster-command.ts';
import { defaultScenario, openCockpit, plainRun } from './cockpit.ts';
import { addExplain } from './explain.ts';
import { examples } from './help.ts';
import type { Profile, Speed } from './options.ts';
import { natsOption, parseSeed, parseSpeed } from './values.ts';
import { version } from './version.ts';

interface EmbeddedFlags {
  readonly speed: Speed;
  readonly seed?: number;
  readonly profile?: Profile;
  readonly debug?: boolean;
}

interface RunFlags extends EmbeddedFlags {
  readonly layout?: string;
  readonly theme?: string;
  readonly nats?: string;
}

interface RehearseFlags extends EmbeddedFlags {
  readonly act?: string;
  readonly json?: boolean;
}

/** The command line: what is parsed here is typed and in range, and each command loads its own code when it runs. */
export function createProgram(): Command {
  const program = new Command('harmony')
    .description('A live cockpit in the terminal for Kubernetes autoscaling.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text) })
    .addHelpText(
      'after',
      examples('harmony', 'harmony run meme-generator --speed 10', 'harmony rehearse meme-generator'),
    );
  addRun(program);
  addRehearse(program);
  addExplain(program);
  addCluster(program);
  addScenarios(program);
  addLayouts(program);
  return program;
}

function addRun(program: Command): void {
  embeddedOptions(program.command('run', { isDefault: true }), plainRun.speed)
    .description('open the cockpit')
    .argument('[scenario]', 'name of a built-in scenario, or a path', defaultScenario)
    .addOption(natsOption())
    .option('--layout <layout>', 'name of a built-in layout, or a path')
    .option('--theme <theme>', 'colours of the screen')
    .addHelpText('after', examples('harmony run', 'harmony run meme-generator --layout four-pane --profile upstream'))
    .action(async (scenario: string, flags: RunFlags) => {
      await openCockpit({ ...flags, scenario, debug: flags.debug === true });
    });
}

function addRehearse(program: Command): void {
  embeddedOptions(program.command('rehearse'), 'max')
    .description('play all acts unattended and check what they promise')
    .argument('[scenario]', 'name of a built-in scenario, or a path', defaultScenario)
    .option('--act <act>', 'play this act only')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `${examples('harmony rehearse meme-generator --speed max --seed 1 --json')}
Exit status: 0 all expectations met, 1 not met, 2 bad usage or scenario.`,
    )
    .action(async (scenario: string, flags: RehearseFlags) => {
      const { rehearse } = await import('./rehearse.ts');
      process.exitCode = await rehearse({
        ...flags,
        scenario,
        debug: flags.debug === true,
        json: flags.json === true,
      });
    });
}

function embeddedOptions(command: Command, defaultSpeed: Speed): Command {
  return command
    .addOption(new Option('--cluster <cluster>', 'where it runs').choices(['embedded']).default('embedded'))
    .addOption(
      new Option('--speed <speed>', 'virtual seconds per second: 1 to 1000, or max')
        .argParser(parseSpeed)
        .default(defaultSpeed),
    )
    .addOption(
      new Option('--seed <seed>', 'seed of everything random (default: as the scenario says)').argParser(parseSeed),
    )
    .addOption(
      new Option('--profile <profile>', 'which autoscaling controller the cluster imitates').choices([
        'upstream',
        'gke',
      ]),
    )
    .option('--debug', 'show stacks of errors');
}
