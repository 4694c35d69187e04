import type { Reading } from './signal.ts';

/** The average over pods with the pods as its parts; a gap when no pod has a value. */
export function averageOfPods(series: string, values: readonly (readonly [pod: string, value: number])[]): Reading {
  if (values.length === 0) return { series, value: null };
  const sum = values.reduce((total, [, value]) => total + value, 0);
  return { series, value: sum / values.length, parts: Object.fromEntries(values) };
}
