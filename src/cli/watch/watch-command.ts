import { type Command, Option } from 'commander';
import { defaultScenario } from '../cockpit.ts';
import { type ScreenFlags, screenChoices } from '../config/screen-choices.ts';
import { type EmbeddedFlags, embeddedOptions } from '../embedded-flags.ts';
import { examples } from '../help.ts';
import { type ClusterFlags, kubeChoice, kubeOptions } from '../kube-flags.ts';
import { mouseOptions } from '../mouse-options.ts';
import { protectTerminal, requireTerminal } from '../terminal.ts';

interface WatchFlags extends EmbeddedFlags, ClusterFlags, ScreenFlags {}

/** `harmony watch`. Unlike other commands it means a real cluster unless told otherwise: an embedded one is there to try it out. */
export function addWatch(program: Command): void {
  const command = kubeOptions(
    program
      .command('watch')
      .description('the cockpit without a scenario, on any namespace; it changes nothing')
      .argument('[workload]', 'name of a Deployment (default: the one with the most autoscalers)')
      .addOption(
        new Option('--cluster <cluster>', 'where it looks; embedded is for trying it out')
          .choices(['kube', 'embedded'])
          .default('kube'),
      )
      .option('-n, --namespace <namespace>', "the workload's namespace (default: the context's)"),
  );
  mouseOptions(embeddedOptions(command, 1))
    .option('--layout <layout>', 'name of a built-in layout, or a path')
    .option('--theme <theme>', 'colours of the screen')
    .addHelpText(
      'after',
      examples(
        'harmony watch -n shop',
        'harmony watch -n shop checkout --context prod --layout sre',
        'harmony watch --cluster embedded --speed 10',
      ),
    )
    .action(watch);
}

async function watch(workload: string | undefined, flags: WatchFlags, command: Command): Promise<void> {
  requireTerminal('harmony watch');
  const { namespace, layout: _, theme: __, mouse: ___, cluster, context, kubeconfig, debug, ...embedded } = flags;
  const kube = kubeChoice(
    {
      ...(cluster !== undefined && { cluster }),
      ...(context !== undefined && { context }),
      ...(kubeconfig !== undefined && { kubeconfig }),
      // Of an embedded cluster it is one of its own namespaces.
      ...(namespace !== undefined && cluster === 'kube' && { namespace }),
    },
    command,
  );
  const { showCockpit } = await import('../show-cockpit.tsx');
  const choices = await screenChoices(flags);
  const { layout } = choices;
  protectTerminal();
  await showCockpit(choices, async () => {
    const { openWatch } = await import('./open-watch.ts');
    return openWatch({
      ...(workload !== undefined && { workload }),
      ...(namespace !== undefined && { namespace }),
      ...(layout !== undefined && { layout }),
      ...(kube !== undefined && { kube }),
      embedded: { ...embedded, scenario: defaultScenario, debug: debug === true },
    });
  });
}
