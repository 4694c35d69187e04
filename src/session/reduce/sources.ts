import type { EpochMs } from '../../autoscaling/units.ts';
import type { SourceHealth } from '../observation.ts';
import type { Draft } from './draft.ts';

/** Any observation shows that its source is there. Sources that never report their health (the session itself) are not listed. */
export function heardFrom(draft: Draft, source: string, at: EpochMs): void {
  const { state } = draft;
  const known = state.sources.get(source);
  if (!known || known.lastAt === at) return;
  state.sources = draft.put(state.sources, source, { ...known, lastAt: at });
}

export function healthChanged(draft: Draft, source: string, health: SourceHealth): void {
  const { state } = draft;
  state.sources = draft.put(state.sources, source, { ...state.sources.get(source), health });
}
