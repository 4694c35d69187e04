import type { PaneName } from '../../scenario/layout-model.ts';
import type { Command } from '../keymap.ts';
import type { Rectangle } from '../layout/place-panes.ts';
import { paneCatalogue } from '../panes/catalogue.ts';
import { backedOut, refocused, scrolledTo } from './screen-state.ts';
import type { ViewStore } from './view-store.ts';

/** What the cockpit knows about a pane on screen, told by whoever placed it. */
export interface PaneOnScreen {
  readonly id: string;
  readonly name: PaneName;
  readonly rows: number;
  /** Where it is drawn; absent while another one is zoomed. */
  readonly area?: Rectangle;
}

/** No pane has this id. */
const helpId = 'help';
const helpPageRows = 10;

/** Rows that one notch of the wheel goes. */
const wheelRows = 3;

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

  get focused(): PaneOnScreen | undefined {
    return this.#panes[this.#screen.focus ?? -1];
  }

  get all(): readonly PaneOnScreen[] {
    return this.#panes;
  }

  focus(by: 1 | -1): void {
    if (this.#panes.length === 0) this.#store.toast('There is no pane to focus yet.');
    else this.#store.show({ ...refocused(this.#screen, by, this.#panes.length), filtering: undefined });
  }

  focusOn(pane: PaneOnScreen): void {
    const focus = this.#panes.indexOf(pane);
    if (focus >= 0 && focus !== this.#screen.focus) this.#store.show({ focus, filtering: undefined });
  }

  zoom(): void {
    const { zoomed, focus } = this.#screen;
    if (this.#panes.length === 0) this.#store.toast('There is no pane to zoom yet.');
    else this.#store.show({ zoomed: !zoomed, focus: focus ?? 0 });
  }

  back(): void {
    this.#store.show(backedOut(this.#screen, this.focused?.id));
  }

  scroll({ by, direction }: Extract<Command, { type: 'scroll' }>): void {
    const pane = this.focused;
    if (!pane) {
      this.#store.toast('Nothing to scroll: focus a pane with Tab first.');
      return;
    }
    const distance = by === 'line' ? 1 : by === 'page' ? Math.max(1, pane.rows - 4) : Number.POSITIVE_INFINITY;
    if ((this.#scrollLimits.get(pane.id) ?? 0) === 0) {
      this.#store.toast(`${paneCatalogue[pane.name].name} shows all there is: nothing to scroll.`);
    } else this.#scrollBy(pane, direction * distance);
  }

  /** A notch of the wheel over a pane. */
  wheel(pane: PaneOnScreen, direction: 1 | -1): void {
    this.#scrollBy(pane, direction * wheelRows);
  }

  #scrollBy({ id }: PaneOnScreen, rows: number): void {
    const { scroll } = this.#screen;
    const next = scrolledTo(this.#screen, id, (scroll[id] ?? 0) + rows, this.#scrollLimits.get(id) ?? 0);
    if (next.scroll !== scroll) this.#store.show({ scroll: next.scroll });
  }

  showHelp(): void {
    this.#store.show({ overlay: 'help', scroll: { ...this.#screen.scroll, [helpId]: 0 } });
  }

  scrollHelp({ by, direction }: Extract<Command, { type: 'scroll' }>, limit: number): void {
    const distance = by === 'line' ? 1 : by === 'page' ? helpPageRows : limit;
    const from = this.#screen.scroll[helpId] ?? 0;
    this.#store.show({ scroll: scrolledTo(this.#screen, helpId, from + direction * distance, limit).scroll });
  }

  /** Steps the focused metric pane, or the first one: it alone has several things to show. */
  step(by: 1 | -1): void {
    const { steps } = this.#screen;
    const pane = this.focused?.name === 'metric' ? this.focused : this.#panes.find(({ name }) => name === 'metric');
    if (pane) this.#store.show({ steps: { ...steps, [pane.id]: (steps[pane.id] ?? 0) + by } });
    else this.#store.toast('No metric is on the screen: there is none to go on from.');
  }

  /** Shows the JSON behind the focused pane, or the pane again. */
  toggleDetails(): void {
    const { details, focus, scroll } = this.#screen;
    const pane = this.focused ?? this.#panes.find(({ name }) => name === 'metric');
    if (pane === undefined || paneCatalogue[pane.name].hasDetails !== true) {
      const which = pane === undefined ? 'This' : paneCatalogue[pane.name].name;
      this.#store.toast(`${which} has no JSON behind it: focus Metric, Pods or Events first.`);
      return;
    }
    const id = pane.id;
    this.#store.show({
      details: { ...details, [id]: details[id] !== true },
      scroll: { ...scroll, [id]: 0 },
      focus: focus ?? this.#panes.indexOf(pane),
    });
  }

  get #screen() {
    return this.#store.getView().screen;
  }
}
