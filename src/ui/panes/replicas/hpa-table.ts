import type { EpochMs } from '../../../autoscaling/units.ts';
import { parseTime } from '../../../autoscaling/units.ts';
import type { Autoscaler } from '../../facts/autoscalers.ts';
import { readingText } from '../../facts/hpa-metrics.ts';
import { humanDuration } from '../../text/durations.ts';
import { type Line, line, lineWidth, type Span, span } from '../../text/line.ts';
import { tableLines } from '../../text/table.ts';
import type { Tone } from '../../theme/tone.ts';

interface Row {
  readonly tone: Tone;
  readonly cells: readonly string[];
  readonly targets: readonly string[];
  readonly problem?: string;
}

/**
 * `kubectl get hpa`, with every metric named: kubectl shows two and counts the rest. Where the targets do not fit into one row, each
 * metric gets a row of its own below.
 */
export function hpaTable(autoscalers: readonly Autoscaler[], now: EpochMs, columns: number): readonly Line[] {
  const rows = autoscalers.flatMap((autoscaler) => (autoscaler.hpa ? [rowOf(autoscaler, now)] : []));
  const wide = tableLines({
    heading: ['NAME', 'REFERENCE', 'TARGETS', 'MINPODS', 'MAXPODS', 'REPLICAS', 'AGE'],
    rows: rows.map(({ tone, cells: [name, reference, ...rest], targets }) =>
      toSpans(tone, [name ?? '', reference ?? '', targets.join(', '), ...rest]),
    ),
    columns,
  });
  if (wide.every((row) => lineWidth(row) <= columns)) return wide;
  const [heading, ...lines] = tableLines({
    heading: ['NAME', 'MIN', 'MAX', 'REPLICAS', 'AGE'],
    rows: rows.map(({ tone, cells: [name, , ...rest] }) => toSpans(tone, [name ?? '', ...rest])),
    columns,
    optional: ['AGE', 'MIN'],
  });
  return [
    heading ?? [],
    ...lines.flatMap((row, index) => {
      const { targets = [], problem } = rows[index] ?? {};
      const trouble = problem === undefined ? [] : [line(`  ✕ ${problem}`, 'conflict')];
      return [row, ...targets.map((target) => line(`  ${target}`)), ...trouble];
    }),
  ];
}

function rowOf(autoscaler: Autoscaler, now: EpochMs): Row {
  const { hpa, min, max, current, problem } = autoscaler;
  const born = parseTime(hpa?.metadata.creationTimestamp);
  return {
    tone: autoscaler.kind,
    cells: [
      autoscaler.name,
      `${hpa?.spec.scaleTargetRef.kind}/${hpa?.spec.scaleTargetRef.name}`,
      String(min),
      String(max),
      String(current ?? 0),
      born === undefined ? '<unknown>' : humanDuration(now - born),
    ],
    targets: autoscaler.metrics.map(readingText),
    ...(problem !== undefined && { problem }),
  };
}

function toSpans(tone: Tone, cells: readonly string[]): readonly Span[] {
  return cells.map((text, index) => (index === 0 ? span(text, tone, true) : span(text)));
}
