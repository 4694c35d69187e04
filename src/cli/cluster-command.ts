import { type Command, InvalidArgumentError, Option } from 'commander';
import { defaultScenario } from './cockpit.ts';
import { examples } from './help.ts';
import type { Profile, Speed } from './options.ts';
import { natsOption, parseSeed, parseSpeed } from './values.ts';

interface ClusterFlags {
  readonly port: number;
  readonly speed: Speed;
  readonly seed?: number;
  readonly profile?: Profile;
  readonly kubeconfig?: string;
  readonly nats?: string;
  readonly debug?: boolean;
}

/** `harmony cluster`. */
export function addCluster(program: Command): void {
  program
    .command('cluster')
    .description('serve the embedded cluster for kubectl')
    .argument('[scenario]', 'name of a built-in scenario, or a path', defaultScenario)
    .addOption(new Option('--port <port>', 'port on 127.0.0.1 (0: a free one)').argParser(parsePort).default(0))
    .addOption(
      new Option('--speed <speed>', 'virtual seconds per second: 1 to 1000, or max').argParser(parseSpeed).default(1),
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
    .addOption(natsOption())
    .option('--kubeconfig <file>', 'where to write the kubeconfig (default: a temporary file, gone at the end)')
    .option('--debug', 'show stacks of errors')
    .addHelpText('after', examples('harmony cluster', 'harmony cluster meme-generator --speed 10 --kubeconfig kc.yaml'))
    .action(async (scenario: string, flags: ClusterFlags) => {
      const { serveCluster } = await import('./cluster.ts');
      await serveCluster({ ...flags, scenario, debug: flags.debug === true });
    });
}

function parsePort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new InvalidArgumentError('It is a whole number from 0 to 65535.');
  return port;
}
