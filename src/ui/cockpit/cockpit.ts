import type { Layout } from '../../scenario/layout-model.ts';
import type { Session } from '../../session/session.ts';
import type { Dialog } from '../chrome/dialog.ts';
import { type Binding, bindingsFor, type Command, commandOf } from '../keymap.ts';
import { kubectlDialog, quitDialog } from './dialogs.ts';
import type { KeyName } from './key-names.ts';
import { Picture } from './picture.ts';
import type { RealTime } from './real-time.ts';
import { isRunLive } from './run-live.ts';
import { backedOut, openingScreen, refocused, rewindowed, type ScreenState, scrolledTo } from './screen-state.ts';

/** Where the program stands: the frame is painted first, and the run is opened behind it. */
export type Phase =
  | { readonly name: 'opening' }
  | {
      readonly name: 'running';
      readonly session: Session;
      readonly picture: Picture;
      readonly layouts: readonly Layout[];
      readonly surroundings: Surroundings;
    };

/** What the program around the cockpit can do for it. */
export interface Surroundings {
  /** Opens the cluster to kubectl, where it is not open yet, and says how to use it there: commands. Rejects with why not. */
  pointKubectl?(): Promise<readonly string[]>;
}

/** What the cockpit knows about a pane on screen, told by whoever placed it. */
export interface PaneOnScreen {
  readonly id: string;
  readonly rows: number;
}

export interface CockpitView {
  readonly phase: Phase;
  readonly screen: ScreenState;
  readonly bindings: readonly Binding[];
}

const toastMs = 4000;
/** How often the clock on screen is looked at: often enough that a second never seems to stick, and a fast run moves evenly. */
const clockLookMs = 200;

/** The cockpit outside of React: keys come in, the view goes out. An external store; every change is a new view. */
export class Cockpit {
  readonly #timers: RealTime;
  readonly #listeners = new Set<() => void>();
  readonly #scrollLimits = new Map<string, number>();
  #view: CockpitView = { phase: { name: 'opening' }, screen: openingScreen, bindings: bindingsFor(undefined) };
  #panes: readonly PaneOnScreen[] = [];
  #cancelToast = () => {};
  #cancelClock = () => {};
  /** Set by the mounted app: what only the renderer can do. */
  onQuit = () => {};
  onRedraw = () => {};

  constructor(timers: RealTime) {
    this.#timers = timers;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getView = (): CockpitView => this.#view;

  /** The run is open: panes come alive, in the first layout. */
  start(session: Session, layouts: readonly Layout[], surroundings: Surroundings = {}): void {
    const picture = new Picture(session);
    this.#cancelClock = this.#timers.every(clockLookMs, () => picture.refresh());
    const phase: Phase = { name: 'running', session, picture, layouts, surroundings };
    this.#update({ phase, bindings: bindingsFor(session.scenario) });
  }

  /** The panes that are on screen, in the order of focus. */
  place(panes: readonly PaneOnScreen[]): void {
    this.#panes = panes;
    const { focus } = this.#view.screen;
    if (focus !== undefined && focus >= panes.length) this.#show({ focus: undefined, zoomed: false });
  }

  /** How far a pane can be scrolled; told by the pane after it was drawn. */
  limitScroll(pane: string, limit: number): void {
    this.#scrollLimits.set(pane, limit);
  }

  press(keys: readonly KeyName[]): void {
    for (const key of keys) this.#pressOne(key);
  }

  close(): void {
    this.#cancelToast();
    this.#cancelClock();
    if (this.#view.phase.name === 'running') this.#view.phase.picture.close();
    this.#listeners.clear();
  }

  #pressOne(key: KeyName): void {
    const { overlay } = this.#view.screen;
    const command = commandOf(this.#view.bindings, key);
    if (typeof overlay === 'object') this.#answer(overlay, key);
    // Whatever is pressed, help gives way, and a key that acts does not act by surprise behind it.
    else if (overlay === 'help' && command?.type !== 'redraw') this.#show({ overlay: 'none' });
    else if (command) this.#carryOut(command);
  }

  #answer({ choices, deaf = [] }: Dialog, key: KeyName): void {
    if (deaf.includes(key)) return;
    this.#show({ overlay: 'none' });
    choices.find(({ keys }) => keys.includes(key))?.choose();
  }

  #carryOut(command: Command): void {
    const { screen } = this.#view;
    switch (command.type) {
      case 'session':
        this.#act(command.action);
        break;
      case 'focus':
        this.#show(refocused(screen, command.by, this.#panes.length));
        break;
      case 'scroll':
        this.#scroll(command);
        break;
      case 'step':
        this.#step(command.by);
        break;
      case 'window':
        this.#show(rewindowed(screen, command.direction));
        break;
      case 'zoom':
        this.#show({ zoomed: !screen.zoomed, focus: screen.focus ?? 0 });
        break;
      case 'help':
        this.#show({ overlay: 'help' });
        break;
      case 'back':
        this.#show(backedOut(screen));
        break;
      case 'nextLayout':
        this.#nextLayout();
        break;
      case 'pointKubectl':
        void this.#pointKubectl();
        break;
      case 'freeze':
        this.#freeze();
        break;
      case 'redraw':
        this.onRedraw();
        break;
      case 'quit':
        this.#quit();
        break;
    }
  }

  #act(action: Parameters<Session['dispatch']>[0]): void {
    const { phase } = this.#view;
    if (phase.name !== 'running') {
      this.#toast('The run is still being opened.');
      return;
    }
    const refusal = phase.session.refusal(action);
    if (refusal !== undefined) {
      this.#toast(refusal);
      return;
    }
    const wait = phase.session.waitsFor(action);
    if (wait !== undefined) this.#toast(`${wait}: this comes next`);
    void phase.session.dispatch(action).then((outcome) => {
      if (!outcome.ok) this.#toast(outcome.reason);
    });
  }

  #scroll({ by, direction }: Extract<Command, { type: 'scroll' }>): void {
    const pane = this.#panes[this.#view.screen.focus ?? -1];
    if (!pane) {
      this.#toast('Nothing to scroll: focus a pane with Tab first.');
      return;
    }
    const from = this.#view.screen.scroll[pane.id] ?? 0;
    const limit = this.#scrollLimits.get(pane.id) ?? 0;
    const distance = by === 'line' ? 1 : by === 'page' ? Math.max(1, pane.rows - 4) : Number.POSITIVE_INFINITY;
    this.#show(scrolledTo(this.#view.screen, pane.id, from + direction * distance, limit));
  }

  /** Steps the focused pane, or the metric pane while none is focused: it alone has several things to show. */
  #step(by: 1 | -1): void {
    const { screen } = this.#view;
    const pane = this.#panes[screen.focus ?? this.#panes.findIndex(({ id }) => id.startsWith('metric'))];
    if (!pane) return;
    this.#show({ steps: { ...screen.steps, [pane.id]: (screen.steps[pane.id] ?? 0) + by } });
  }

  #nextLayout(): void {
    const { phase, screen } = this.#view;
    if (phase.name !== 'running' || phase.layouts.length < 2) {
      this.#toast('There is no other layout.');
      return;
    }
    const layout = (screen.layout + 1) % phase.layouts.length;
    this.#show({ layout, focus: undefined, zoomed: false });
    this.#toast(`Layout: ${phase.layouts[layout]?.title ?? ''}`, 'muted');
  }

  #freeze(): void {
    const { phase, screen } = this.#view;
    if (phase.name !== 'running') {
      this.#toast('There is no picture yet.');
      return;
    }
    phase.picture.freeze(!screen.frozen);
    this.#show({ frozen: !screen.frozen });
  }

  async #pointKubectl(): Promise<void> {
    const { phase } = this.#view;
    const open = phase.name === 'running' ? phase.surroundings.pointKubectl : undefined;
    if (!open) {
      this.#toast(phase.name === 'running' ? 'kubectl cannot be pointed here.' : 'The run is still being opened.');
      return;
    }
    try {
      this.#show({ overlay: kubectlDialog(await open()) });
    } catch (error) {
      this.#toast(error instanceof Error ? error.message : String(error));
    }
  }

  #quit(): void {
    const { phase } = this.#view;
    const asks = phase.name === 'running' && isRunLive(phase.session.store.getState(), phase.session.scenario);
    if (asks) this.#show({ overlay: quitDialog(() => this.onQuit()) });
    else this.onQuit();
  }

  #toast(text: string, tone: 'stale' | 'muted' = 'stale'): void {
    this.#cancelToast();
    this.#show({ toast: { text, tone } });
    this.#cancelToast = this.#timers.after(toastMs, () => this.#show({ toast: undefined }));
  }

  #show(screen: Partial<ScreenState>): void {
    this.#update({ screen: { ...this.#view.screen, ...screen } });
  }

  #update(change: Partial<CockpitView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
