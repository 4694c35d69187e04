import { humanDuration } from '../../../autoscaling/kubectl/human-duration.ts';
import type { KubernetesObject } from '../../../autoscaling/objects.ts';
import { type EpochMs, parseTime } from '../../../autoscaling/units.ts';

/** A column of a table. Cells of priority 1 are shown with `-o wide` only. */
export interface Column<T> {
  readonly name: string;
  readonly type: 'string' | 'integer';
  readonly priority: 0 | 1;
  readonly cell: (object: T, now: EpochMs) => string | number | null;
}

type Cell<T> = Column<T>['cell'];

export const text = <T>(name: string, cell: Cell<T>): Column<T> => ({ name, type: 'string', priority: 0, cell });
export const wide = <T>(name: string, cell: Cell<T>): Column<T> => ({ name, type: 'string', priority: 1, cell });
export const count = <T>(name: string, cell: Cell<T>): Column<T> => ({ name, type: 'integer', priority: 0, cell });

export const nameColumn: Column<KubernetesObject> = text('Name', ({ metadata }) => metadata.name);

export const ageColumn: Column<KubernetesObject> = text('Age', ({ metadata }, now) =>
  since(metadata.creationTimestamp, now),
);

/** The age of a moment, or that it is not known. */
export function since(time: string | undefined, now: EpochMs): string {
  const at = parseTime(time);
  return at === undefined ? '<unknown>' : humanDuration(now - at);
}

export function orNone(text: string | undefined): string {
  return text ? text : '<none>';
}
