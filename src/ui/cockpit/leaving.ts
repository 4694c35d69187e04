import type { Session } from '../../session/session.ts';
import { leaveDialog, quitDialog, restoreFailedDialog, restoringDialog } from './dialogs.ts';
import type { KeyName } from './key-names.ts';
import { isRunLive } from './run-live.ts';
import type { ViewStore } from './view-store.ts';

/** The way out of a run: what is changed on a real cluster is put back or kept on purpose, and a run that is live is not left by accident. */
export class Leaving {
  readonly #store: ViewStore;
  readonly #session: Session;
  readonly #quit: () => void;

  constructor(store: ViewStore, session: Session, quit: () => void) {
    this.#store = store;
    this.#session = session;
    this.#quit = quit;
  }

  /** Quits, or asks first; `asked` is the key that wants it. */
  ask(asked: KeyName): void {
    const outstanding = this.#session.outstanding();
    if (outstanding > 0) {
      this.#store.show({ overlay: leaveDialog(outstanding, asked, this.#choices()) });
    } else if (isRunLive(this.#session)) {
      this.#store.show({ overlay: quitDialog(asked, this.#quit) });
    } else {
      this.#quit();
    }
  }

  #choices() {
    return { restore: () => void this.#restore(), keep: this.#quit };
  }

  /** Shows how far it has come, and quits once everything is as it was. */
  async #restore(): Promise<void> {
    const { store } = this.#session;
    const all = this.#session.outstanding();
    const show = () => {
      const doing = store.getState().actions.findLast(({ state }) => state === 'running')?.command;
      this.#store.show({ overlay: restoringDialog(this.#session.outstanding(), all, doing) });
    };
    show();
    const unsubscribe = store.subscribe(show);
    const outcome = await this.#session.restore();
    unsubscribe();
    if (outcome.ok) this.#quit();
    else this.#store.show({ overlay: restoreFailedDialog(outcome.reason, this.#choices()) });
  }
}
