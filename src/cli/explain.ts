import { type Command, Option } from 'commander';
import { UsageError } from './errors.ts';
import { fileFormat } from './explain-help.ts';
import { examples } from './help.ts';
import { type ClusterFlags, clusterOptions, type FlagRules, kubeChoice } from './kube-flags.ts';
import type { Profile } from './options.ts';
import { parseSeconds, parseSeed } from './values.ts';

const defaultScenario = 'meme-generator';
/** Long enough for the controller to have passed a few times over what just changed. */
const defaultAfterSeconds = 60;

/** What sets an embedded cluster up says nothing about a real one, whose namespace is the context's unless told. */
const clusterRules: FlagRules = {
  embeddedOnly: ['scenario', 'mode', 'load', 'after', 'seed', 'profile'],
  realOnly: ['context', 'kubeconfig'],
};

interface ExplainFlags extends ClusterFlags {
  readonly file?: string;
  readonly scenario: string;
  readonly mode?: string;
  readonly load?: string;
  readonly after?: number;
  readonly seed?: number;
  readonly profile?: Profile;
  readonly json?: boolean;
}

/** `harmony explain [HPA]`. */
export function addExplain(program: Command): void {
  clusterOptions(program.command('explain'))
    .description('how an HPA got to its number, step by step')
    .argument('[hpa]', 'name of an HPA (default: every one in the namespace)')
    .addOption(
      new Option('-f, --file <file>', 'explain what this file says an evaluation sees (JSON or YAML, - for stdin)'),
    )
    .option('--scenario <scenario>', 'name of a built-in scenario, or a path', defaultScenario)
    .option('--mode <mode>', "mode to enter first (default: the scenario's baseline)")
    .option('--load <load>', 'load to start first')
    .addOption(
      new Option(
        '--after <seconds>',
        `virtual seconds to let pass first (default: ${defaultAfterSeconds} after a mode or a load, else 0)`,
      ).argParser(parseSeconds),
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
    .option('--json', 'print the decision as JSON')
    .option('--debug', 'show stacks of errors')
    .addHelpText(
      'after',
      `${examples(
        'harmony explain --mode conflict --load burst-6000 --after 120',
        'harmony explain --context kind-demo -n meme-generator',
        'harmony explain -f evaluation.yaml --json',
      )}
${fileFormat}

Exit status: 0 explained, 2 bad usage, or an entry of the file that cannot be read, 3 cluster unreachable.`,
    )
    .action(async (hpa: string | undefined, flags: ExplainFlags, command: Command) => {
      process.exitCode = await (flags.file === undefined
        ? fromCluster(hpa, flags, command)
        : fromFile(flags.file, hpa, flags, command));
    });
}

async function fromFile(file: string, hpa: string | undefined, flags: ExplainFlags, command: Command) {
  const other = ['cluster', ...clusterRules.realOnly, 'namespace', ...clusterRules.embeddedOnly].find(
    (name) => command.getOptionValueSource(name) === 'cli',
  );
  if (other !== undefined || hpa !== undefined) {
    const what = other === undefined ? 'the name of an HPA' : `--${other}`;
    throw new UsageError(`${what} says nothing with -f: the file names its HPA and all it sees`);
  }
  const { explainFile } = await import('./explain-file.ts');
  return explainFile({ file, json: flags.json === true }, process);
}

async function fromCluster(hpa: string | undefined, flags: ExplainFlags, command: Command) {
  const kube = kubeChoice(flags, command, clusterRules);
  const asked = { ...(hpa !== undefined && { hpa }), json: flags.json === true };
  if (kube === undefined) return fromEmbedded(flags, asked);
  const { explainLive } = await import('./live/explain-live.ts');
  return explainLive({ ...asked, kube }, process);
}

async function fromEmbedded(flags: ExplainFlags, asked: { readonly hpa?: string; readonly json: boolean }) {
  const { explainCluster } = await import('./explain-cluster.ts');
  const { scenario, namespace, mode, load, seed, profile } = flags;
  const hasChanged = mode !== undefined || load !== undefined;
  return explainCluster(
    {
      ...asked,
      scenario,
      ...(namespace !== undefined && { namespace }),
      ...(mode !== undefined && { mode }),
      ...(load !== undefined && { load }),
      ...(seed !== undefined && { seed }),
      ...(profile !== undefined && { profile }),
      afterSeconds: flags.after ?? (hasChanged ? defaultAfterSeconds : 0),
    },
    process,
  );
}
