import type { EpochMs } from '../../autoscaling/units.ts';
import type { SourceState } from '../../session/state.ts';
import type { Line } from '../text/line.ts';
import type { Face } from './pane.ts';

export interface FaceRequest {
  readonly source: SourceState | undefined;
  readonly now: EpochMs;
  /** What the loading face waits for, e.g. `the queue`. */
  readonly waitingFor: string;
  /** Whether there is data to show, current or not. */
  readonly hasData: boolean;
  /** Silence after which data counts as stale; absent for watches, which are silent while nothing changes. */
  readonly staleAfterMs?: number;
  /** Text of the empty face: live, but without data. */
  readonly emptyText: string;
}

/** The face of a pane by the health of its source; `lines` is asked for only when there is data to show. */
export function faceOf(request: FaceRequest, lines: () => readonly Line[]): Face {
  const { source, now, hasData } = request;
  const health = source?.health ?? { state: 'connecting' };
  const ageMs = source?.lastAt === undefined ? 0 : now - source.lastAt;
  if (health.state === 'failed') {
    return hasData
      ? { kind: 'stale', lines: lines(), ageMs, reason: health.reason }
      : { kind: 'failed', reason: health.reason, ...(health.fix !== undefined && { fix: health.fix }) };
  }
  if (!hasData) {
    return health.state === 'connecting'
      ? { kind: 'loading', waitingFor: request.waitingFor }
      : { kind: 'empty', text: request.emptyText };
  }
  const silent = request.staleAfterMs !== undefined && ageMs > request.staleAfterMs;
  return silent || health.state === 'connecting'
    ? { kind: 'stale', lines: lines(), ageMs }
    : { kind: 'live', lines: lines() };
}

/** Silence of a sampled source that is no longer normal: three samples missed, and a little for delays. */
export function staleAfterMs(everySeconds: number): number {
  return (3 * everySeconds + 3) * 1000;
}
