import type { RealTime } from './real-time.ts';
import type { ScreenState, Toast } from './screen-state.ts';
import { type CockpitView, openingView } from './view.ts';

const toastMs = 4000;

/** The view as an external store for React: every change is a new view. */
export class ViewStore {
  readonly #timers: RealTime;
  readonly #listeners = new Set<() => void>();
  #view = openingView;
  #cancelToast = () => {};

  constructor(timers: RealTime) {
    this.#timers = timers;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getView = (): CockpitView => this.#view;

  update(change: Partial<CockpitView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** Changes a part of what the reader has done to the screen. */
  show(screen: Partial<ScreenState>): void {
    this.update({ screen: { ...this.#view.screen, ...screen } });
  }

  /** A passing remark. It takes the place of the one before. */
  toast(text: string, tone: Toast['tone'] = 'stale'): void {
    this.#cancelToast();
    this.show({ toast: { text, tone } });
    this.#cancelToast = this.#timers.after(toastMs, () => this.show({ toast: undefined }));
  }

  close(): void {
    this.#cancelToast();
    this.#listeners.clear();
  }
}
