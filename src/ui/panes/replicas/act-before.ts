import type { EpochMs } from '../../../autoscaling/units.ts';
import type { SessionState } from '../../../session/state.ts';

/** An act that was played before the present one. */
export interface ActBefore {
  readonly startedAt: EpochMs;
  readonly lengthMs: number;
}

/** The act played to its end last before the one that is on; undefined while there is none to compare with. */
export function actBefore({ acts, director }: Pick<SessionState, 'acts' | 'director'>): ActBefore | undefined {
  if (director.actStartedAt === undefined) return undefined;
  for (const { act, startedAt, endedAt } of acts.toReversed()) {
    if (endedAt !== undefined && act !== director.act) return { startedAt, lengthMs: endedAt - startedAt };
  }
  return undefined;
}
