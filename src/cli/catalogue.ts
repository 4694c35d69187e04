import type { Command } from 'commander';
import { suggest } from '../scenario/nearest.ts';
import { UsageError } from './errors.ts';
import { examples } from './help.ts';
import { addNewScenario } from './scenarios-new/new-command.ts';

/** Files of one kind that come with Harmony and that users write themselves. */
interface Catalogue {
  readonly names: () => readonly string[];
  /** Reads one by name or path; throws an error that lists every mistake with its place. */
  readonly load: (nameOrPath: string) => { readonly title: string };
}

interface CatalogueCommand {
  readonly plural: string;
  readonly noun: string;
  /** What can be done with one that is not built in. */
  readonly own: string;
  readonly exampleFile: string;
  readonly open: () => Promise<Catalogue>;
}

/** `harmony scenarios [list | validate FILE | new NAME]`. */
export function addScenarios(program: Command): void {
  const command = addCatalogue(program, {
    plural: 'scenarios',
    noun: 'scenario',
    own: 'write or check',
    exampleFile: './my-demo/scenario.yaml',
    open: async () => {
      const { listScenarios, loadScenario } = await import('../scenario/load-scenario.ts');
      return { names: listScenarios, load: loadScenario };
    },
  });
  addNewScenario(command);
}

/** `harmony layouts [list | validate FILE]`. */
export function addLayouts(program: Command): void {
  addCatalogue(program, {
    plural: 'layouts',
    noun: 'layout',
    own: 'check',
    exampleFile: './my-layout.yaml',
    open: async () => {
      const { listLayouts, loadLayout } = await import('../scenario/load-layout.ts');
      const { layoutFolders } = await import('../scenario/layout-folders.ts');
      const options = { layoutFolders: layoutFolders(process.env) };
      return { names: () => listLayouts(options), load: (name) => loadLayout(name, options) };
    },
  });
}

function addCatalogue(program: Command, { plural, noun, own, exampleFile, open }: CatalogueCommand): Command {
  const command = program
    .command(plural)
    .description(`list the built-in ${plural}, or ${own} one of your own`)
    .addHelpText('after', examples(`harmony ${plural}`, `harmony ${plural} validate ${exampleFile}`));
  command
    .command('list', { isDefault: true })
    .description(`list the built-in ${plural}`)
    .addHelpText('after', examples(`harmony ${plural}`))
    .allowExcessArguments()
    .action(async (_flags: unknown, list: Command) => {
      const [unknown] = list.args;
      if (unknown !== undefined) {
        throw new UsageError(
          `unknown command "${plural} ${unknown}"`,
          suggest(
            unknown,
            command.commands.map((each) => each.name()),
            'commands',
          ),
        );
      }
      const { names, load } = await open();
      const width = Math.max(...names().map((name) => name.length));
      for (const name of names()) {
        process.stdout.write(`${name.padEnd(width)}  ${load(name).title}\n`);
      }
    });
  command
    .command('validate')
    .description(`check a ${noun} and print every mistake with its file, line and column`)
    .argument('<file>', `name of a built-in ${noun}, or a path`)
    .addHelpText('after', examples(`harmony ${plural} validate ${exampleFile}`))
    .action(async (file: string) => {
      const { load } = await open();
      process.stdout.write(`${file}: ok, "${load(file).title}"\n`);
    });
  return command;
}
