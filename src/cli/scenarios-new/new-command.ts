import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { UsageError } from '../errors.ts';
import { examples } from '../help.ts';
import { kubeOptions } from '../kube-flags.ts';
import type { GivenAnswers } from './answers.ts';

interface NewFlags {
  readonly dir: string;
  readonly title?: string;
  readonly namespace?: string;
  readonly workload?: string;
  readonly min?: number;
  readonly max?: number;
  readonly cpu?: number;
  readonly fromNamespace?: string;
  readonly context?: string;
  readonly kubeconfig?: string;
}

/** `harmony scenarios new NAME`. */
export function addNewScenario(scenarios: Command): void {
  const command = scenarios
    .command('new')
    .description('write a scenario of your own: a small one to start from, or one of what a namespace holds')
    .argument('<name>', 'of the scenario and its folder')
    .option('--dir <dir>', 'where the folder is made', '.')
    .option('--title <title>', 'shown in the header (default: the name)')
    .option('-n, --namespace <namespace>', 'namespace of the workload (default: the name)')
    .option('--workload <deployment>', 'Deployment that is scaled (default: web)')
    .option('--min <count>', 'fewest replicas (default: 1)', parseCount)
    .option('--max <count>', 'most replicas (default: 8)', parseCount)
    .option('--cpu <percent>', 'average CPU the HPA aims at, in percent of the request (default: 60)', parseCount)
    .option(
      '--from-namespace <namespace>',
      'write what this namespace of a real cluster holds; nothing is changed there',
    );
  kubeOptions(command)
    .addHelpText(
      'after',
      examples(
        'harmony scenarios new my-demo',
        'harmony scenarios new my-demo --workload checkout --min 2 --max 12 --cpu 70',
        'harmony scenarios new shop --from-namespace shop --context prod',
      ),
    )
    .action(writeNew);
}

async function writeNew(name: string, flags: NewFlags, command: Command): Promise<void> {
  const { checkName } = await import('./answers.ts');
  checkName('a scenario', name);
  const folder = join(flags.dir, name);
  if (flags.fromNamespace === undefined) {
    refuseWithout('fromNamespace', ['context', 'kubeconfig'], command);
    await writeFresh(name, folder, flags);
  } else {
    refuseWith('fromNamespace', ['namespace', 'workload', 'min', 'max', 'cpu'], command);
    await writeFound(name, folder, flags, flags.fromNamespace);
  }
}

async function writeFresh(name: string, folder: string, flags: NewFlags): Promise<void> {
  const { ask, assume } = await import('./answers.ts');
  const { freshScenario } = await import('./fresh-scenario.ts');
  const { writeScenario } = await import('./write-scenario.ts');
  const { title, namespace, workload, min: minReplicas, max: maxReplicas, cpu: cpuPercent } = flags;
  const given: GivenAnswers = { title, namespace, workload, minReplicas, maxReplicas, cpuPercent };
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const answers = isTerminal
    ? await ask(name, given, { input: process.stdin, output: process.stdout })
    : assume(name, given);
  writeScenario(folder, freshScenario(name, answers));
  sayWhatNext(folder, []);
}

async function writeFound(name: string, folder: string, flags: NewFlags, namespace: string): Promise<void> {
  const { findScenario } = await import('./find-scenario.ts');
  const { writeScenario } = await import('./write-scenario.ts');
  const { title = name, context, kubeconfig } = flags;
  const found = await findScenario(title, namespace, {
    ...(context !== undefined && { context }),
    ...(kubeconfig !== undefined && { kubeconfig }),
  });
  writeScenario(folder, found.files);
  sayWhatNext(folder, found.remarks);
}

function sayWhatNext(folder: string, remarks: readonly string[]): void {
  const shown = folder.startsWith('/') || folder.startsWith('.') ? folder : `./${folder}`;
  const lines = [
    `wrote ${join(folder, 'scenario.yaml')}`,
    ...remarks.map((remark) => `note: ${remark}`),
    `Play it: harmony run ${shown}`,
    `Check what it promises: harmony rehearse ${shown}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function refuseWith(flag: string, others: readonly string[], command: Command): void {
  const given = others.find((other) => command.getOptionValueSource(other) === 'cli');
  if (given !== undefined)
    throw new UsageError(`--${given} and --${dashed(flag)} contradict each other`, `Leave --${given} out: it is read.`);
}

function refuseWithout(flag: string, others: readonly string[], command: Command): void {
  const given = others.find((other) => command.getOptionValueSource(other) === 'cli');
  if (given !== undefined)
    throw new UsageError(
      `--${given} says which cluster to read, and nothing is read`,
      `Name the namespace too: --${dashed(flag)} NAME`,
    );
}

function dashed(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function parseCount(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}
