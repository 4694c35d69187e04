import type { MetricSignal } from '../../../scenario/model.ts';
import { type Line, line, lineWidth, span } from '../../text/line.ts';
import { valueText } from '../../text/numbers.ts';

/**
 * What the metrics API holds, as `kubectl get --raw … | jq` would print it with everything but names and values left out. The values
 * are what the eye should find.
 */
export function rawLines(
  signal: MetricSignal,
  parts: Readonly<Record<string, number>> | undefined,
  value: number | undefined,
  columns: number,
): readonly Line[] {
  const entries = Object.entries(parts ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const metric =
    signal.kind === 'resource' ? signal.resource : signal.kind === 'prometheus' ? signal.id : signal.metric;
  const items: readonly (readonly [string, number | undefined])[] = entries.length > 0 ? entries : [[metric, value]];
  const written = items.map(([name, reading]) => ({
    name,
    text: reading === undefined ? 'null' : `"${valueText(reading, signal.unit)}"`,
  }));
  const full = written.map(
    ({ name, text }): Line => [
      span(`  { "name": "${name}", "value": `, 'muted'),
      span(text, 'signal', true),
      span(' },', 'muted'),
    ],
  );
  const fits = full.every((row) => lineWidth(row) <= columns);
  // Where it is narrow only the end of a name is kept, which is what tells pods apart.
  const short = written.map(
    ({ name, text }): Line => [
      span(`  "…${name.slice(-12)}": `, 'muted'),
      span(text, 'signal', true),
      span(',', 'muted'),
    ],
  );
  return [
    line(`{ "kind": "${kinds[signal.kind]}", "items": [`, 'muted'),
    ...(fits ? full : short),
    line('] }', 'muted'),
  ];
}

const kinds: Readonly<Record<MetricSignal['kind'], string>> = {
  custom: 'MetricValueList',
  external: 'ExternalMetricValueList',
  resource: 'PodMetricsList',
  prometheus: 'vector',
};
