import type { Action, Session } from '../../session/session.ts';
import { confirmDialog, goToDialog, takeOverDialog } from './dialogs.ts';
import type { KeyName } from './key-names.ts';
import type { ViewStore } from './view-store.ts';

/** Keys that act on the run: what is refused says why, and what changes a real cluster is confirmed first. */
export class SessionKeys {
  readonly #store: ViewStore;
  readonly #session: Session;

  constructor(store: ViewStore, session: Session) {
    this.#store = store;
    this.#session = session;
  }

  /** `key` is the one that asks for it. */
  act(action: Action, key: KeyName): void {
    const refusal = this.#session.refusal(action);
    if (refusal !== undefined) {
      this.#store.toast(refusal);
      return;
    }
    const question = this.#session.confirmation(action);
    if (question !== undefined) {
      const agree = () => {
        this.#session.confirm(action);
        this.act(action, key);
      };
      this.#store.show({ overlay: confirmDialog(question, key, agree) });
      return;
    }
    const wait = this.#session.waitsFor(action);
    if (wait !== undefined) this.#store.toast(`${wait}: this comes next, and Esc cancels it`);
    void this.#session.dispatch(action).then((outcome) => {
      if (!outcome.ok) this.#store.toast(outcome.reason);
    });
  }

  /** Asks which act to go to; `asked` is the key that wants it. */
  goTo(asked: KeyName): void {
    const { scenario } = this.#session;
    if (scenario.acts.length === 0) this.#store.toast('This scenario has no acts.');
    else this.#store.show({ overlay: goToDialog(scenario, asked, (action) => this.act(action, asked)) });
  }

  /** Gives up what is being waited for. Whether there was something. */
  cancel(): boolean {
    const waiting = this.#session.waitingFor();
    if (waiting === undefined || !this.#session.cancelWaiting()) return false;
    this.#store.toast(`cancelled: ${waiting}`);
    return true;
  }

  /** Asks before it takes the right to change the target away from another run. */
  takeOver(): void {
    const holder = this.#session.heldBy();
    if (holder === undefined) {
      this.#store.toast('Nobody else changes this target.');
      return;
    }
    const take = async () => {
      const outcome = await this.#session.takeOver();
      if (outcome.ok) this.#store.toast('This run changes the target from now on.', 'good');
      else this.#store.toast(outcome.reason);
    };
    this.#store.show({ overlay: takeOverDialog(holder, () => void take()) });
  }
}
