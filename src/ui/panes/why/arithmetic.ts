import type { Explanation, MetricExplanation } from '../../../autoscaling/decision/explanation.ts';
import { type Line, line, lineWidth, type Span, span } from '../../text/line.ts';
import { compact, count } from '../../text/numbers.ts';
import type { Tone } from '../../theme/tone.ts';

export interface ArithmeticRequest {
  readonly explanation: Explanation;
  /** Short names of its metrics by identity. */
  readonly names: ReadonlyMap<string, string>;
  readonly tone: Tone;
  readonly columns: number;
}

/**
 * How the metrics lead to the count, in one line: `lag 6,213 ÷ 5 per pod → 1,243 → max 10 → 10`. The metric that decides comes first.
 * Where it is narrow, pods go, then other metrics are only counted, then figures go. Empty where not even that fits.
 */
export function arithmeticLine({ explanation, names, tone, columns }: ArithmeticRequest): Line {
  const outcome = outcomeSpans(explanation, tone);
  const metrics = byProposal(explanation.metrics);
  const [first] = metrics;
  if (!first) return line('it has no metric', 'muted');
  const rest = metrics.length > 1 ? ` · ${metrics.length - 1} more` : '';
  const write = (metric: MetricExplanation, withPods: boolean): string =>
    `${names.get(metric.identity) ?? metric.name} ${figures(metric)}${withPods ? pods(metric, explanation) : ''} → ${proposal(metric, explanation)}`;
  const all = (withPods: boolean): string => metrics.map((metric) => write(metric, withPods)).join(' · ');
  const short = `${write(first, false)}${rest}`;
  const attempts: readonly Line[] = [
    [span(all(true)), ...outcome],
    [span(all(false)), ...outcome],
    [span(short), ...outcome],
    [span(`${names.get(first.identity) ?? first.name} → ${proposal(first, explanation)}${rest}`), ...outcome],
    [span(short)],
    [span(write(first, false))],
  ];
  return attempts.find((attempt) => lineWidth(attempt) <= columns) ?? [];
}

/** The deciding metric first; the order of the spec among equals. */
function byProposal(metrics: readonly MetricExplanation[]): readonly MetricExplanation[] {
  return metrics.toSorted((a, b) => (b.proposes ?? -1) - (a.proposes ?? -1));
}

/** What is divided by what: `6,213 ÷ 5 per pod`, `11% ÷ 50%`. */
function figures({ type, target, total, current }: MetricExplanation): string {
  const average = ' (avg)';
  const perPod = target.endsWith(average);
  const written = [total ?? current ?? '?', perPod ? target.slice(0, -average.length) : target];
  // Both in one notation, since a reader compares them; thousandths only where there are no wholes.
  const whole = written.some((quantity) => (plainNumber(quantity) ?? 0) >= 1);
  const [value, aim] = whole ? written.map(asNumber) : written;
  return `${value} ÷ ${aim}${perPod && (type === 'External' || type === 'Object') ? ' per pod' : ''}`;
}

/** What the ratio is multiplied by, where the product is the proposal: pods that are not ready are not always counted. */
function pods({ total, ratio, proposes }: MetricExplanation, { current }: Explanation): string {
  if (total !== undefined || ratio === null || current === null || product(ratio, current) !== proposes) return '';
  return ` × ${current} ${current === 1 ? 'pod' : 'pods'}`;
}

/** Rounded up as the controller does, with its margin against errors of floating point. */
function product(ratio: number, replicas: number): number {
  return Math.ceil(ratio * replicas - 1e-9);
}

function outcomeSpans(explanation: Explanation, tone: Tone): readonly Span[] {
  const { metrics, wants, desired, limitedBy } = explanation;
  if (desired === null) return [span(' → not decided yet', 'muted')];
  const largest = metrics.length > 1 && wants !== null ? ` → largest ${count(wants)}` : '';
  if (limitedBy === null) return largest === '' ? [] : [span(largest, tone)];
  return [span(`${largest} → ${limitLabel(explanation)} → `), span(count(desired), tone, true)];
}

/** The limit as the chain names it: `max 10`, `policy`. */
function limitLabel({ limitedBy, desired, minReplicas, maxReplicas }: Explanation): string {
  if (limitedBy === 'bounds') return desired === maxReplicas ? `max ${maxReplicas}` : `min ${minReplicas}`;
  return limitedBy === 'metrics' ? 'metrics missing' : (limitedBy ?? '');
}

/** The proposal; `stays 8` where tolerance, or pods that are not ready, keep it from what the ratio says. */
function proposal({ proposes, ratio, total }: MetricExplanation, { current }: Explanation): string {
  if (proposes === null) return '?';
  const stays = proposes === current && total === undefined && ratio !== null && product(ratio, current) !== proposes;
  return `${stays ? 'stays ' : ''}${count(proposes)}`;
}

function asNumber(quantity: string): string {
  const value = plainNumber(quantity);
  if (value === undefined) return quantity;
  return value >= 1000 && value < 1e6 ? count(value) : compact(value);
}

/** The value of a quantity without a suffix or in thousandths; undefined for any other, percentages among them. */
function plainNumber(quantity: string): number | undefined {
  const [, digits, milli] = /^(\d+(?:\.\d+)?)(m?)$/.exec(quantity) ?? [];
  return digits === undefined ? undefined : Number(digits) / (milli === 'm' ? 1000 : 1);
}
