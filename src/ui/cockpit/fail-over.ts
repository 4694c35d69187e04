import type { Session } from '../../session/session.ts';
import type { Surroundings } from './view.ts';
import type { ViewStore } from './view-store.ts';

/** How a run is carried on while its cluster does not answer. */
export interface FailOver {
  /** What there is to say about it now, until that changes; undefined for nothing. */
  notice(): string | undefined;
  /** Leaves a cluster that does not answer for what stands in for it, or goes back to it. Rejects with why not. */
  turn(): Promise<Turn>;
}

/** What the cockpit shows from now on. */
export interface Turn {
  readonly session: Session;
  /** In the place of the same ones of the run on the cluster. */
  readonly surroundings: Surroundings;
  /** What came of it, as a sentence. */
  readonly remark: string;
}

/** Whether another session is being opened: a second press does not ask for a third. */
const turning = new WeakSet<FailOver>();

/** Carries on elsewhere, or says why not. */
export async function turnOver(store: ViewStore, swap: (turn: Turn) => void): Promise<void> {
  const { phase } = store.getView();
  if (phase.name !== 'running') {
    store.toast('The run is still being opened.');
    return;
  }
  const { failOver } = phase.surroundings;
  if (!failOver) {
    store.toast(withoutFailOver(phase.session));
    return;
  }
  if (turning.has(failOver)) return;
  turning.add(failOver);
  try {
    const turn = await failOver.turn();
    swap(turn);
    store.toast(turn.remark, 'good');
  } catch (error) {
    store.toast(error instanceof Error ? error.message : String(error));
  } finally {
    turning.delete(failOver);
  }
}

/** Keeps what there is to say about fail-over in the log line. */
export function showNotice(store: ViewStore): void {
  const { phase, screen } = store.getView();
  const notice = phase.name === 'running' ? phase.surroundings.failOver?.notice() : undefined;
  if (notice !== screen.notice) store.show({ notice });
}

function withoutFailOver({ playback, identity }: Session): string {
  if (playback) return 'A replay needs no cluster: there is nothing to carry on from elsewhere.';
  if (identity.badge === 'EMBEDDED')
    return 'This cluster is embedded and cannot be lost: there is nothing to carry on from.';
  return 'This run cannot be carried on without its cluster.';
}
