import { footerSpots } from '../chrome/footer.ts';
import type { MouseReport } from '../input/mouse-report.ts';
import type { CellSize, Rectangle } from '../layout/place-panes.ts';
import { isTooSmall } from '../layout/screen.ts';
import type { KeyName } from './key-names.ts';
import type { PaneKeys, PaneOnScreen } from './pane-keys.ts';
import type { RealTime } from './real-time.ts';
import type { ViewStore } from './view-store.ts';

/** Two clicks at one place within this are a double click, as most desktops have it. */
const doubleClickMs = 400;

type Press = Extract<MouseReport, { kind: 'press' }>;

/** What the mouse does: it presses the keys that the footer shows, focuses, zooms and scrolls panes, and does nothing that no key does. */
export class Pointer {
  readonly #store: ViewStore;
  readonly #panes: PaneKeys;
  readonly #timers: Pick<RealTime, 'after'>;
  readonly #press: (key: KeyName) => void;
  #lastClick: Press | undefined;
  #forgetLastClick = () => {};

  constructor(store: ViewStore, panes: PaneKeys, timers: Pick<RealTime, 'after'>, press: (key: KeyName) => void) {
    this.#store = store;
    this.#panes = panes;
    this.#timers = timers;
    this.#press = press;
  }

  /** `size` is the screen's; without one nothing is drawn yet. */
  take(report: MouseReport, size: CellSize | undefined): void {
    if (size === undefined || isTooSmall(size)) return;
    const { overlay } = this.#store.getView().screen;
    if (overlay === 'help') {
      this.#press(report.kind === 'press' ? 'escape' : report.direction === 1 ? 'down' : 'up');
    } else if (overlay === 'none') {
      if (report.kind === 'wheel') this.#wheel(report);
      else this.#click(report, size);
    }
    // A question is answered by a key: it must not be possible to answer it by accident.
  }

  close(): void {
    this.#forgetLastClick();
  }

  #wheel(report: Extract<MouseReport, { kind: 'wheel' }>): void {
    const pane = this.#paneAt(report);
    if (pane) this.#panes.wheel(pane, report.direction);
  }

  #click(click: Press, size: CellSize): void {
    if (click.row === size.rows - 1) {
      this.#pressHint(click, size);
      return;
    }
    const pane = this.#paneAt(click);
    if (!pane) return;
    const isDouble = this.#lastClick?.column === click.column && this.#lastClick.row === click.row;
    this.#forgetLastClick();
    this.#panes.focusOn(pane);
    if (isDouble) {
      this.#lastClick = undefined;
      this.#panes.zoom();
      return;
    }
    this.#lastClick = click;
    this.#forgetLastClick = this.#timers.after(doubleClickMs, () => {
      this.#lastClick = undefined;
    });
  }

  #pressHint({ column }: Press, { columns }: CellSize): void {
    const { bindings, phase, screen } = this.#store.getView();
    // The first frame leaves a cell more at the right.
    const width = phase.name === 'running' ? columns : columns - 1;
    const [key] =
      footerSpots(bindings, width).find(({ from, to }) => column >= from && column < to)?.binding.keys ?? [];
    if (key === undefined) return;
    // A key that is clicked is not typed.
    if (screen.filtering !== undefined) this.#store.show({ filtering: undefined });
    this.#press(key);
  }

  #paneAt({ column, row }: { readonly column: number; readonly row: number }): PaneOnScreen | undefined {
    return this.#panes.all.find(({ area }) => area !== undefined && contains(area, column, row));
  }
}

function contains({ left, top, columns, rows }: Rectangle, column: number, row: number): boolean {
  return column >= left && column < left + columns && row >= top && row < top + rows;
}
