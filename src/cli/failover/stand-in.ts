import type { Session } from '../../session/session.ts';
import type { OpenSession } from '../open-run.ts';

/** A session that carries a run on while its cluster does not answer. Whoever opened it closes it. */
export interface StandIn extends OpenSession {
  /** What it is, as an object: `the embedded cluster`. */
  readonly what: string;
}

/** Opens what stands in for a run, at the same place of its talk; undefined where it has nothing of that. */
export type OpenStandIn = (live: Session) => Promise<StandIn | undefined>;
