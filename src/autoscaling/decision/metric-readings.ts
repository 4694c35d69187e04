import type { MetricStatus, MetricValueStatus } from '../objects.ts';
import { type MetricAim, type MetricReading, readingOf } from './metric-source.ts';
import { type Aim, aimedAt } from './metric-target.ts';

/**
 * The status entry of each metric, found by what it measures: the order of a status proves nothing once the spec was edited, and failed
 * entries have no name. Undefined where there is none, or where it cannot be told which of two metrics on one source it belongs to.
 */
export function readingsOf(
  aims: readonly MetricAim[],
  statuses: readonly MetricStatus[],
): readonly (MetricValueStatus | undefined)[] {
  const readings = statuses.flatMap((status) => readingOf(status) ?? []);
  return aims.map((aim) => {
    const onSource = aims.filter(({ identity }) => identity === aim.identity);
    const kind = aimedAt(aim.target)?.kind;
    const twins = onSource.filter((twin) => aimedAt(twin.target)?.kind === kind);
    const found = readings.filter(({ identity }) => identity === aim.identity);
    // Alone on its source, a metric may have more values than its target needs: old API versions filled in several.
    const fitting = found.filter((reading) => (onSource.length === 1 ? has(reading, kind) : kindOf(reading) === kind));
    return fitting.length === twins.length ? fitting[twins.indexOf(aim)]?.current : undefined;
  });
}

/** The value a target of this kind is compared with, as the status has it: a percentage or a quantity. */
export function valueFor(current: MetricValueStatus, kind: Aim['kind'] | undefined): number | string | undefined {
  switch (kind) {
    case 'Utilization':
      return current.averageUtilization;
    case 'AverageValue':
      return current.averageValue;
    case 'Value':
      return current.value;
    default:
      return undefined;
  }
}

function has({ current }: MetricReading, kind: Aim['kind'] | undefined): boolean {
  return valueFor(current, kind) !== undefined;
}

/** Utilization comes with the average it stands for. */
function kindOf({ current }: MetricReading): Aim['kind'] | undefined {
  const kinds = ['Utilization', 'AverageValue', 'Value'] as const;
  return kinds.find((kind) => valueFor(current, kind) !== undefined);
}
