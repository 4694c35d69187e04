import type { Layout } from '../../scenario/layout-model.ts';
import type { Session } from '../../session/session.ts';
import type { Dialog } from '../chrome/dialog.ts';
import { bindingsFor, type Command, commandOf } from '../keymap.ts';
import { replayBindings } from '../replay-keys.ts';
import { kubectlDialog } from './dialogs.ts';
import type { KeyName } from './key-names.ts';
import { Leaving } from './leaving.ts';
import { PaneKeys, type PaneOnScreen } from './pane-keys.ts';
import { Picture } from './picture.ts';
import { stepPlayback } from './playback-keys.ts';
import type { RealTime } from './real-time.ts';
import { toggleRecording } from './record-key.ts';
import { type ScreenCue, watchScreenCues } from './screen-cues.ts';
import { backedOut, rewindowed } from './screen-state.ts';
import { SessionKeys } from './session-keys.ts';
import { type MountedScreen, takeSnapshot } from './snapshot-key.ts';
import type { Phase, Surroundings } from './view.ts';
import { ViewStore } from './view-store.ts';

/** How often the clock on screen is looked at: often enough that a second never seems to stick, and a fast run moves evenly. */
const clockLookMs = 200;

/** The cockpit outside of React: keys come in, the view goes out. An external store; every change is a new view. */
export class Cockpit {
  readonly #timers: RealTime;
  readonly #store: ViewStore;
  readonly #panes: PaneKeys;
  #cancelClock = () => {};
  #stopCues = () => {};
  #run: { readonly keys: SessionKeys; readonly leaving: Leaving } | undefined;
  /** Set by the mounted app: what only the renderer can do. */
  onQuit = () => {};
  onRedraw = () => {};
  screen: MountedScreen | undefined;

  constructor(timers: RealTime) {
    this.#timers = timers;
    this.#store = new ViewStore(timers);
    this.#panes = new PaneKeys(this.#store);
  }

  get subscribe(): ViewStore['subscribe'] {
    return this.#store.subscribe;
  }

  get getView(): ViewStore['getView'] {
    return this.#store.getView;
  }

  /** The run is open: panes come alive, in the first layout. */
  start(session: Session, layouts: readonly Layout[], surroundings: Surroundings = {}): void {
    const picture = new Picture(session);
    this.#cancelClock = this.#timers.every(clockLookMs, () => picture.refresh());
    this.#run = {
      keys: new SessionKeys(this.#store, session),
      leaving: new Leaving(this.#store, session, () => this.onQuit()),
    };
    const phase: Phase = { name: 'running', session, picture, layouts, surroundings };
    const bindings = session.playback ? replayBindings(session.scenario) : bindingsFor(session.scenario);
    this.#store.update({ phase, bindings });
    this.#stopCues = watchScreenCues(session, (cue) => this.#onCue(cue));
  }

  /** The panes that are on screen, in the order of focus. */
  place(panes: readonly PaneOnScreen[]): void {
    this.#panes.place(panes);
  }

  /** How far a pane can be scrolled; told by the pane after it was drawn. */
  limitScroll(pane: string, limit: number): void {
    this.#panes.limitScroll(pane, limit);
  }

  /** Says something in passing. */
  remark(text: string): void {
    this.#store.toast(text);
  }

  press(keys: readonly KeyName[]): void {
    for (const key of keys) this.#pressOne(key);
  }

  close(): void {
    this.#cancelClock();
    this.#stopCues();
    const { phase } = this.getView();
    if (phase.name === 'running') phase.picture.close();
    this.#store.close();
  }

  #pressOne(key: KeyName): void {
    const { bindings, screen } = this.getView();
    const command = commandOf(bindings, key);
    if (typeof screen.overlay === 'object') this.#answer(screen.overlay, key);
    // Whatever is pressed, help gives way, and a key that acts does not act by surprise behind it.
    else if (screen.overlay === 'help' && command?.type !== 'redraw') this.#store.show({ overlay: 'none' });
    else if (command) this.#carryOut(command, key);
  }

  #answer({ choices, otherwise, deaf = [] }: Dialog, key: KeyName): void {
    const chosen = choices.find(({ keys }) => keys.includes(key));
    if (deaf.includes(key) || (chosen === undefined && otherwise === undefined)) return;
    this.#store.show({ overlay: 'none' });
    chosen?.choose();
  }

  #carryOut(command: Command, key: KeyName): void {
    const { phase, screen } = this.getView();
    switch (command.type) {
      case 'session':
        this.#running()?.keys.act(command.action, key);
        break;
      case 'goTo':
        this.#running()?.keys.goTo();
        break;
      case 'takeOver':
        this.#running()?.keys.takeOver();
        break;
      case 'focus':
        this.#panes.focus(command.by);
        break;
      case 'scroll':
        this.#panes.scroll(command);
        break;
      case 'step':
        this.#panes.step(command.by);
        break;
      case 'playback':
        if (phase.name === 'running') stepPlayback(this.#store, phase.session, command.step);
        break;
      case 'window':
        this.#store.show(rewindowed(screen, command.direction));
        break;
      case 'zoom':
        this.#store.show({ zoomed: !screen.zoomed, focus: screen.focus ?? 0 });
        break;
      case 'help':
        this.#store.show({ overlay: 'help' });
        break;
      case 'back':
        if (this.#run?.keys.cancel() !== true) this.#store.show(backedOut(screen));
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
      case 'snapshot':
        void takeSnapshot(this.#store, this.screen);
        break;
      case 'record':
        if (phase.name === 'running') toggleRecording(this.#store, phase.surroundings);
        break;
      case 'redraw':
        this.onRedraw();
        break;
      case 'quit':
        if (this.#run === undefined) this.onQuit();
        else this.#run.leaving.ask();
        break;
    }
  }

  /** What acts on the run; without one yet, says so. */
  #running() {
    if (this.#run === undefined) this.#store.toast('The run is still being opened.');
    return this.#run;
  }

  #onCue(cue: ScreenCue): void {
    const { phase } = this.getView();
    if (phase.name !== 'running') return;
    if ('layout' in cue) this.#showLayout(phase.layouts.findIndex(({ name }) => name === cue.layout));
    // What a recorded talk kept is not kept again.
    else if (!phase.session.playback) void takeSnapshot(this.#store, this.screen, cue.snapshot);
  }

  #nextLayout(): void {
    const { phase, screen } = this.getView();
    if (phase.name !== 'running' || phase.layouts.length < 2) {
      this.#store.toast('There is no other layout.');
      return;
    }
    this.#showLayout((screen.layout + 1) % phase.layouts.length);
  }

  #showLayout(layout: number): void {
    const { phase } = this.getView();
    const shown = phase.name === 'running' ? phase.layouts[layout] : undefined;
    if (shown === undefined) return;
    this.#store.show({ layout, focus: undefined, zoomed: false });
    this.#store.toast(`Layout: ${shown.title}`, 'muted');
  }

  #freeze(): void {
    const { phase, screen } = this.getView();
    if (phase.name !== 'running') {
      this.#store.toast('There is no picture yet.');
      return;
    }
    phase.picture.freeze(!screen.frozen);
    this.#store.show({ frozen: !screen.frozen });
  }

  async #pointKubectl(): Promise<void> {
    const { phase } = this.getView();
    const open = phase.name === 'running' ? phase.surroundings.pointKubectl : undefined;
    if (!open) {
      const isRunning = phase.name === 'running';
      this.#store.toast(isRunning ? 'kubectl cannot be pointed here.' : 'The run is still being opened.');
      return;
    }
    try {
      this.#store.show({ overlay: kubectlDialog(await open()) });
    } catch (error) {
      this.#store.toast(error instanceof Error ? error.message : String(error));
    }
  }
}
