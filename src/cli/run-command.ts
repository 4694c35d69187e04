import { type Command, Option } from 'commander';
import { defaultScenario, openCockpit, plainRun } from './cockpit.ts';
import { type EmbeddedFlags, embeddedOptions } from './embedded-flags.ts';
import { type GrafanaFlags, grafanaChoice, grafanaOptions } from './grafana-options.ts';
import { examples } from './help.ts';
import { type ClusterFlags, clusterOptions, kubeChoice } from './kube-flags.ts';
import { mouseOptions } from './mouse-options.ts';
import { type PlainFlags, plainOptions } from './plain/options.ts';
import { castVersionOf, type RecordFlags, recordOptions } from './record-options.ts';
import { natsOption } from './values.ts';

interface RunFlags extends EmbeddedFlags, ClusterFlags, RecordFlags, PlainFlags, GrafanaFlags {
  readonly layout?: string;
  readonly large?: boolean;
  readonly theme?: string;
  readonly mouse?: boolean;
  readonly nats?: string;
  readonly readOnly?: boolean;
  readonly yes?: boolean;
  readonly runDir?: string;
}

/** `harmony run`. */
export function addRun(program: Command): void {
  const command = program
    .command('run', { isDefault: true })
    .description('open the cockpit')
    .argument('[scenario]', 'name of a built-in scenario, or a path', defaultScenario);
  grafanaOptions(mouseOptions(plainOptions(recordOptions(embeddedOptions(clusterOptions(command), plainRun.speed)))))
    .addOption(natsOption())
    .option('--layout <layout>', 'name of a built-in layout, or a path')
    .addOption(new Option('--large', 'big numerals and few panes, for the last row').conflicts('layout'))
    .option('--theme <theme>', 'colours of the screen')
    .option('--read-only', 'change nothing on the cluster')
    .option('--yes', 'do not ask before the first change to a real cluster')
    .option('--run-dir <dir>', 'where to write the run down (default: a new folder among your runs)')
    .addHelpText(
      'after',
      examples(
        'harmony run',
        'harmony run meme-generator --layout four-pane --profile upstream',
        'harmony run meme-generator --context kind-demo --read-only',
        'harmony run --plain --autopilot --speed 20 | grep rescale',
      ),
    )
    .action(async (scenario: string, flags: RunFlags, called: Command) => {
      const { cluster: _, context: __, kubeconfig: ___, namespace: ____, for: forSeconds, large, ...rest } = flags;
      const { grafana: _____, grafanaTokenFile: ______, ...others } = rest;
      const kube = kubeChoice(flags, called);
      const grafana = grafanaChoice(flags);
      await openCockpit({
        ...others,
        scenario,
        ...(large === true && { layout: 'large' }),
        castVersion: castVersionOf(flags),
        ...(kube !== undefined && { kube }),
        ...(grafana !== undefined && { grafana }),
        ...(forSeconds !== undefined && { forSeconds }),
        debug: flags.debug === true,
      });
    });
}
