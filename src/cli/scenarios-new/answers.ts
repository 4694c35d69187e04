import { createInterface } from 'node:readline/promises';
import { kubernetesName } from '../../scenario/schema/names.ts';
import { CliError, exitCodes, UsageError } from '../errors.ts';

/** What a new scenario is about. */
export interface Answers {
  readonly title: string;
  readonly namespace: string;
  /** The Deployment that is scaled. */
  readonly workload: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Average CPU that the HPA aims at, in percent of what the pods request. */
  readonly cpuPercent: number;
}

/** What flags say: the rest is asked, or guessed. */
export type GivenAnswers = { readonly [K in keyof Answers]?: Answers[K] | undefined };

/** Where questions go. */
export interface Dialogue {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** What is assumed where neither a flag nor an answer says anything. */
export function assumed(name: string): Answers {
  return { title: name, namespace: name, workload: 'web', minReplicas: 1, maxReplicas: 8, cpuPercent: 60 };
}

const questions: Readonly<Record<keyof Answers, string>> = {
  title: 'Title',
  namespace: 'Namespace',
  workload: 'Deployment that is scaled',
  minReplicas: 'Fewest replicas',
  maxReplicas: 'Most replicas',
  cpuPercent: 'Average CPU to aim at, in percent of the request',
};

/**
 * Asks for what is not given; an empty answer takes the one in brackets.
 *
 * @throws CliError when the questions are cancelled (Ctrl-C) or the input ends; UsageError for answers that cannot be used
 */
export async function ask(name: string, given: GivenAnswers, dialogue: Dialogue): Promise<Answers> {
  const answers: Record<string, unknown> = { ...assumed(name), ...defined(given) };
  const lines = createInterface({ input: dialogue.input, output: dialogue.output });
  // A question that nobody can answer any more would never end.
  const cancelled = new AbortController();
  lines.once('close', () => cancelled.abort());
  lines.once('SIGINT', () => lines.close());
  try {
    for (const [key, question] of Object.entries(questions)) {
      if (given[key as keyof Answers] !== undefined) continue;
      const usual = answers[key];
      const typed = (await lines.question(`${question} [${String(usual)}]: `, cancelled)).trim();
      if (typed !== '') answers[key] = typeof usual === 'number' ? Number(typed) : typed;
    }
  } catch (error) {
    if (!cancelled.signal.aborted) throw error;
    dialogue.output.write('\n');
    throw new CliError('cancelled; nothing was written', { exitCode: exitCodes.failed, cause: error });
  } finally {
    lines.close();
  }
  return checked(answers as unknown as Answers);
}

/** Without questions. */
export function assume(name: string, given: GivenAnswers): Answers {
  return checked({ ...assumed(name), ...(defined(given) as Partial<Answers>) });
}

function defined(given: GivenAnswers): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** @throws UsageError for names Kubernetes would not take, and for numbers that make no sense together */
function checked(answers: Answers): Answers {
  const { namespace, workload, minReplicas, maxReplicas, cpuPercent } = answers;
  checkName('namespace', namespace);
  checkName('Deployment', workload);
  const isCount = (value: number) => Number.isInteger(value) && value >= 1 && value <= 100;
  if (!isCount(minReplicas) || !isCount(maxReplicas) || minReplicas >= maxReplicas)
    throw new UsageError(
      `replicas cannot go from ${minReplicas} to ${maxReplicas}`,
      'Give whole numbers from 1 to 100, the smaller one first: --min 1 --max 8',
    );
  if (!Number.isInteger(cpuPercent) || cpuPercent < 1 || cpuPercent > 95)
    throw new UsageError(`an HPA cannot aim at ${cpuPercent} % here`, 'Give a whole number from 1 to 95: --cpu 60');
  return answers;
}

/** @throws UsageError for a name that is no RFC 1123 label */
export function checkName(noun: string, name: string): void {
  if (!kubernetesName.safeParse(name).success)
    throw new UsageError(
      `${noun} cannot be "${name}"`,
      'Use lower case letters, digits and "-", at most 63, for example "my-demo".',
    );
}
