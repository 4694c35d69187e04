import type { EpochMs } from '../../autoscaling/units.ts';
import { clusterSources } from '../reflectors.ts';
import type { SessionState } from '../state.ts';

/** A cluster that does not answer. */
export interface Outage {
  /** When that was noticed. */
  readonly since: EpochMs;
  /** As the client of the cluster's API says it. */
  readonly reason: string;
}

/** Notices when a session gets nothing from its cluster any more, and when it does again. */
export class OutageWatch {
  #since: EpochMs | undefined;

  /** The outage there is now; undefined while the cluster answers. To be asked often: it lasts since it was seen first. */
  look(state: Pick<SessionState, 'sources'>, now: EpochMs): Outage | undefined {
    const reason = unreachableBecause(state);
    if (reason === undefined) {
      this.#since = undefined;
      return undefined;
    }
    this.#since ??= now;
    return { since: this.#since, reason };
  }
}

/** Why nothing comes from the cluster. One source that is live shows that the others have reasons of their own. */
function unreachableBecause({ sources }: Pick<SessionState, 'sources'>): string | undefined {
  const healths = clusterSources.flatMap((name) => sources.get(name)?.health ?? []);
  if (healths.some(({ state }) => state === 'live')) return undefined;
  return healths.find((health) => health.state === 'failed')?.reason;
}
