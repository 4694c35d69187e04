import type { SeriesState } from '../../session/state.ts';
import { valueWithUnit } from '../../ui/text/numbers.ts';
import type { PlainLine } from './line.ts';
import type { Teller } from './teller.ts';

type Limit = 'target' | 'sla';

const limits: readonly { readonly limit: Limit; readonly name: string }[] = [
  { limit: 'target', name: 'target' },
  { limit: 'sla', name: 'SLA' },
];

/** Tells when a signal goes above its target or its SLA, and when it is back. At first only what is above is worth a line. */
export const crossingTeller: Teller = (before, after) =>
  [...after.series].flatMap(([id, series]) =>
    before.series.get(id) === series
      ? []
      : limits.flatMap(({ limit, name }) => crossing(before.series.get(id), series, limit, name)),
  );

function crossing(
  before: SeriesState | undefined,
  after: SeriesState,
  limit: Limit,
  name: string,
): readonly PlainLine[] {
  const line = after.info[limit];
  const value = after.latest?.value ?? undefined;
  if (line === undefined || value === undefined || after.latest === undefined) return [];
  const last = lastValue(before);
  if (value > line === (last ?? line) > line) return [];
  const { title, unit } = after.info;
  const side = value > line ? 'above' : 'back below';
  const from = last === undefined ? '' : `${valueWithUnit(last, unit)} -> `;
  const text = `${title} ${side} its ${name} of ${valueWithUnit(line, unit)}: ${from}${valueWithUnit(value, unit)}`;
  return [{ at: after.latest.at, subject: 'signal', text }];
}

/** The last number before; gaps are looked past. */
function lastValue(series: SeriesState | undefined): number | undefined {
  if (!series) return undefined;
  for (let index = series.view.length - 1; index >= 0; index -= 1) {
    const value = series.view.value(index);
    if (!Number.isNaN(value)) return value;
  }
  return undefined;
}
