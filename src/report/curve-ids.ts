import type { Subject } from './comparison.ts';

/** The curves that any of the subjects has, in the order of their story. */
export function curveIds(subjects: readonly Subject[]): readonly string[] {
  return [...new Set(subjects.flatMap(({ act }) => act.curves.map(({ id }) => id)))];
}
