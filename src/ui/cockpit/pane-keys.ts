import type { Command } from '../keymap.ts';
import { refocused, scrolledTo } from './screen-state.ts';
import type { ViewStore } from './view-store.ts';

/** What the cockpit knows about a pane on screen, told by whoever placed it. */
export interface PaneOnScreen {
  readonly id: string;
  readonly rows: number;
}

/** Keys that are about one of the panes on screen: the focus, and scrolling and stepping what has it. */
export class PaneKeys {
  readonly #store: ViewStore;
  readonly #scrollLimits = new Map<string, number>();
  #panes: readonly PaneOnScreen[] = [];
  #layout = 0;

  constructor(store: ViewStore) {
    this.#store = store;
  }

  /** The panes that are on screen, in the order of focus. */
  place(panes: readonly PaneOnScreen[]): void {
    const { focus, layout } = this.#screen;
    // Keys may have come in between a change of layout and its panes; they were meant for the new ones.
    const focused = layout === this.#layout ? this.#panes[focus ?? -1]?.id : undefined;
    this.#panes = panes;
    this.#layout = layout;
    if (focus === undefined) return;
    // Another size has another order: the focus goes with the pane, and away with one that is not there any more.
    const index = focused === undefined ? focus : panes.findIndex(({ id }) => id === focused);
    if (index < 0 || index >= panes.length) this.#store.show({ focus: undefined, zoomed: false });
    else if (index !== focus) this.#store.show({ focus: index });
  }

  /** How far a pane can be scrolled; told by the pane after it was drawn. */
  limitScroll(pane: string, limit: number): void {
    this.#scrollLimits.set(pane, limit);
  }

  focus(by: 1 | -1): void {
    this.#store.show(refocused(this.#screen, by, this.#panes.length));
  }

  scroll({ by, direction }: Extract<Command, { type: 'scroll' }>): void {
    const pane = this.#panes[this.#screen.focus ?? -1];
    if (!pane) {
      this.#store.toast('Nothing to scroll: focus a pane with Tab first.');
      return;
    }
    const from = this.#screen.scroll[pane.id] ?? 0;
    const limit = this.#scrollLimits.get(pane.id) ?? 0;
    const distance = by === 'line' ? 1 : by === 'page' ? Math.max(1, pane.rows - 4) : Number.POSITIVE_INFINITY;
    this.#store.show(scrolledTo(this.#screen, pane.id, from + direction * distance, limit));
  }

  /** Steps the focused pane, or the metric pane while none is focused: it alone has several things to show. */
  step(by: 1 | -1): void {
    const { focus, steps } = this.#screen;
    const pane = this.#panes[focus ?? this.#panes.findIndex(({ id }) => id.startsWith('metric'))];
    if (pane) this.#store.show({ steps: { ...steps, [pane.id]: (steps[pane.id] ?? 0) + by } });
  }

  get #screen() {
    return this.#store.getView().screen;
  }
}
