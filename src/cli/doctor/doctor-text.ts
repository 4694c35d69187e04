import type { Finding, Level } from './finding.ts';

/** Headings, by the first word of an id, in the order of the findings. */
const headings: Readonly<Record<string, string>> = {
  api: 'API server',
  clock: 'API server',
  context: 'API server',
  rbac: 'Rights',
  keda: 'KEDA and VPA',
  vpa: 'KEDA and VPA',
  controllers: 'KEDA and VPA',
  metrics: 'Metrics APIs',
  hpa: "Metrics of the namespace's HPAs",
  signal: 'Signals',
  workload: 'Workloads',
  autoscalers: 'Autoscalers together',
  terminal: 'Terminal',
};

/** A sign and a word: colour only repeats what they say. */
const looks: Readonly<Record<Level, { readonly sign: string; readonly sgr: string }>> = {
  pass: { sign: '✓ pass', sgr: '32' },
  warn: { sign: '! warn', sgr: '33' },
  fail: { sign: '✕ fail', sgr: '31' },
};

/** The findings for people: grouped, each with the command that mends it below, and a count at the end. */
export function doctorText(findings: readonly Finding[], inColour: boolean): string {
  const groups = Map.groupBy(findings, ({ id }) => headings[id.split('.', 1)[0] ?? ''] ?? 'Other');
  const parts = [...groups].map(
    ([heading, of]) => `${heading}\n${of.map((each) => findingText(each, inColour)).join('')}`,
  );
  return `${parts.join('\n')}\n${summary(findings)}\n`;
}

function findingText({ level, seen, fix }: Finding, inColour: boolean): string {
  const { sign, sgr } = looks[level];
  const shown = inColour ? `\u001b[${sgr}m${sign}\u001b[0m` : sign;
  return `  ${shown}  ${seen}\n${fix === null ? '' : `          → ${fix}\n`}`;
}

function summary(findings: readonly Finding[]): string {
  const count = (level: Level) => findings.filter((each) => each.level === level).length;
  return `${count('pass')} passed, ${count('warn')} to look at, ${count('fail')} failed.`;
}
