import { formatTime } from '../units.ts';
import type { Explanation, ExplanationLine } from './explanation.ts';
import { metricTable } from './metric-table.ts';
import { figure } from './numbers.ts';
import { wrap } from './wrap.ts';

/** Columns the text may take. */
export const TEXT_COLUMNS = 100;

const EVIDENCE_COLUMNS = 'estimated'.length;
const STEP_COLUMNS = 'stabilization'.length;

/** An explanation as text for a terminal: aligned, {@link TEXT_COLUMNS} wide at most, each line with how it is known. Ends without a newline. */
export function explanationText(explanation: Explanation): string {
  const { lines, metrics } = explanation;
  return [...header(explanation), '', ...metricTable(metrics, TEXT_COLUMNS), '', ...lines.flatMap(lineText)].join('\n');
}

function header(explanation: Explanation): readonly string[] {
  const { namespace, name, target, owner, at, current, wants, desired, minReplicas, maxReplicas, limitedBy } =
    explanation;
  const keeper = owner.kind === 'keda' ? `ScaledObject ${owner.scaledObject} (KEDA)` : 'no ScaledObject';
  const fields: readonly (readonly [string, string])[] = [
    ['HPA', `${namespace}/${name}`],
    ['Target', `${target.kind}/${target.name}`],
    ['Kept by', keeper],
    ['As of', at === null ? 'not told' : formatTime(at)],
    [
      'Replicas',
      `${count(current)} → ${count(desired)}, within ${minReplicas} to ${maxReplicas}; the metrics want ${count(wants)}`,
    ],
    ['Limited by', limitedBy ?? 'nothing that is known'],
  ];
  return fields.flatMap(([label, value]) => indented(`${label}:`.padEnd(12), value));
}

function lineText({ step, text, evidence, until }: ExplanationLine): readonly string[] {
  const end = until === undefined ? '' : ` (until ${formatTime(until)})`;
  return indented(`${evidence.padEnd(EVIDENCE_COLUMNS)}  ${step.padEnd(STEP_COLUMNS)}  `, text + end);
}

/** Text behind a label; what does not fit goes on below, under where it began. */
function indented(label: string, text: string): readonly string[] {
  const [first = '', ...rest] = wrap(text, TEXT_COLUMNS - label.length);
  return [(label + first).trimEnd(), ...rest.map((line) => ' '.repeat(label.length) + line)];
}

function count(replicas: number | null): string {
  return replicas === null ? '<unknown>' : figure(replicas);
}
