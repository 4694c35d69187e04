import type { Surroundings } from '../ui/cockpit/view.ts';
import type { SnapshotSource } from './snapshot.ts';

/** Keeps what a cockpit shows. What that takes is loaded with the first snapshot: most runs take none. */
export function snapshotSaver(source: SnapshotSource): NonNullable<Surroundings['saveSnapshot']> {
  return async (shown, name) => {
    const { saveSnapshot } = await import('./snapshot.ts');
    return saveSnapshot(shown, { ...source, ...(name !== undefined && { name }) });
  };
}
