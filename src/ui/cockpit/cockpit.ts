import type { Layout } from '../../scenario/layout-model.ts';
import type { Session } from '../../session/session.ts';
import type { Dialog } from '../chrome/dialog.ts';
import { helpScrollLimit } from '../chrome/help.ts';
import type { MouseReport } from '../input/mouse-report.ts';
import type { KeyChoices } from '../input/rebind.ts';
import { bindingsFor, type Command, commandOf } from '../keymap.ts';
import { replayBindings } from '../replay-keys.ts';
import { showNotice, type Turn, turnOver } from './fail-over.ts';
import { FilterKeys } from './filter-keys.ts';
import type { KeyName } from './key-names.ts';
import { showLayoutNamed, showNextLayout } from './layout-keys.ts';
import { Leaving } from './leaving.ts';
import { PaneKeys, type PaneOnScreen } from './pane-keys.ts';
import { Picture } from './picture.ts';
import { changeWindow, freeze, pointKubectl } from './picture-keys.ts';
import { stepPlayback } from './playback-keys.ts';
import { Pointer } from './pointer.ts';
import type { RealTime } from './real-time.ts';
import { toggleRecording } from './record-key.ts';
import { type InterruptedTalk, offerResume } from './resume.ts';
import { type ScreenCue, watchScreenCues } from './screen-cues.ts';
import { SessionKeys } from './session-keys.ts';
import { type MountedScreen, takeSnapshot } from './snapshot-key.ts';
import type { Phase, Surroundings } from './view.ts';
import { ViewStore } from './view-store.ts';

/** How often the clock on screen is looked at: often enough that a second never seems to stick, and a fast run moves evenly. */
const clockLookMs = 200;

/** The cockpit outside of React: keys come in, the view goes out. An external store; every change is a new view. */
export class Cockpit {
  readonly subscribe: ViewStore['subscribe'];
  readonly getView: ViewStore['getView'];
  readonly #timers: RealTime;
  readonly #store: ViewStore;
  readonly #panes: PaneKeys;
  readonly #filter: FilterKeys;
  readonly #pointer: Pointer;
  readonly #chosenKeys: KeyChoices;
  #cancelClock = () => {};
  #stopCues = () => {};
  #surroundings: Surroundings = {};
  #run: { readonly keys: SessionKeys; readonly leaving: Leaving } | undefined;
  /** Set by the mounted app: what only the renderer can do. */
  onQuit = () => {};
  onRedraw = () => {};
  /** Goes back to the shell until it is asked to come back; absent where that cannot be. */
  onSuspend: (() => void) | undefined;
  screen: MountedScreen | undefined;

  /** `keys`: those the reader wants elsewhere than where they are. */
  constructor(timers: RealTime, keys: KeyChoices = {}) {
    this.#timers = timers;
    this.#chosenKeys = keys;
    this.#store = new ViewStore(timers);
    this.subscribe = this.#store.subscribe;
    this.getView = this.#store.getView;
    this.#store.update({ bindings: bindingsFor(undefined, keys) });
    this.#panes = new PaneKeys(this.#store);
    this.#filter = new FilterKeys(this.#store, this.#panes);
    this.#pointer = new Pointer(this.#store, this.#panes, timers, (key) => this.press([key]));
  }

  /** The run is open: panes come alive, in the first layout. */
  start(session: Session, layouts: readonly Layout[], surroundings: Surroundings = {}): void {
    this.#surroundings = surroundings;
    this.#show(session, layouts, surroundings);
  }

  /** Goes on with another session, on the same screen. What surrounds it takes the place of what surrounded the first one. */
  swap({ session, surroundings }: Omit<Turn, 'remark'>): void {
    const { phase } = this.getView();
    if (phase.name !== 'running') return;
    this.#cancelClock();
    this.#stopCues();
    phase.picture.close();
    this.#store.show({ overlay: 'none', frozen: false });
    this.#show(session, phase.layouts, { ...this.#surroundings, ...surroundings });
  }

  #show(session: Session, layouts: readonly Layout[], surroundings: Surroundings): void {
    const picture = new Picture(session);
    this.#cancelClock = this.#timers.every(clockLookMs, () => {
      picture.refresh();
      showNotice(this.#store);
    });
    this.#run = {
      keys: new SessionKeys(this.#store, session),
      leaving: new Leaving(this.#store, session, () => this.onQuit()),
    };
    const phase: Phase = { name: 'running', session, picture, layouts, surroundings };
    const bindingsOf = session.playback ? replayBindings : bindingsFor;
    this.#store.update({ phase, bindings: bindingsOf(session.scenario, this.#chosenKeys) });
    this.#stopCues = watchScreenCues(session, (cue) => this.#onCue(cue));
  }

  /** Asks whether the talk goes on where the run before was interrupted. */
  offer(talk: InterruptedTalk): void {
    if (this.#run) offerResume(this.#store, this.#run.keys, talk);
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

  /** What the mouse did. */
  point(report: MouseReport): void {
    this.#pointer.take(report, this.screen?.size);
  }

  close(): void {
    this.#pointer.close();
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
    else if (screen.overlay === 'help') this.#inHelp(command, key);
    else if (!this.#filter.take(key) && command) this.#carryOut(command, key);
  }

  /** Whatever is pressed, help gives way, and a key that acts does not act by surprise behind it. Where it is cut, it scrolls. */
  #inHelp(command: Command | undefined, key: KeyName): void {
    const limit = this.screen ? helpScrollLimit(this.getView().bindings, this.screen.size) : 0;
    if (command?.type === 'redraw' || command?.type === 'suspend') this.#carryOut(command, key);
    else if (command?.type === 'scroll' && limit > 0) this.#panes.scrollHelp(command, limit);
    else this.#store.show({ overlay: 'none' });
  }

  #answer({ choices, otherwise, deaf = [] }: Dialog, key: KeyName): void {
    const chosen = choices.find(({ keys }) => keys.includes(key));
    if (deaf.includes(key) || (chosen === undefined && otherwise === undefined)) return;
    this.#store.show({ overlay: 'none' });
    chosen?.choose();
  }

  #carryOut(command: Command, key: KeyName): void {
    const { phase } = this.getView();
    switch (command.type) {
      case 'session':
        this.#running()?.keys.act(command.action, key);
        break;
      case 'goTo':
        this.#running()?.keys.goTo(key);
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
        changeWindow(this.#store, command.direction);
        break;
      case 'zoom':
        this.#panes.zoom();
        break;
      case 'filter':
        this.#filter.begin();
        break;
      case 'details':
        this.#panes.toggleDetails();
        break;
      case 'help':
        this.#panes.showHelp();
        break;
      case 'back':
        if (this.#run?.keys.cancel() !== true) this.#panes.back();
        break;
      case 'nextLayout':
        showNextLayout(this.#store);
        break;
      case 'pointKubectl':
        void pointKubectl(this.#store);
        break;
      case 'failOver':
        void turnOver(this.#store, (turn) => this.swap(turn));
        break;
      case 'freeze':
        freeze(this.#store);
        break;
      case 'snapshot':
        void takeSnapshot(this.#store, this.screen);
        break;
      case 'record':
        toggleRecording(this.#store, phase);
        break;
      case 'redraw':
        this.onRedraw();
        break;
      case 'suspend':
        if (this.onSuspend) this.onSuspend();
        else this.#store.toast('There is no shell to go back to here.');
        break;
      case 'quit':
        if (this.#run === undefined) this.onQuit();
        else this.#run.leaving.ask(key);
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
    if ('layout' in cue) showLayoutNamed(this.#store, cue.layout);
    // What a recorded talk kept is not kept again.
    else if (phase.name === 'running' && !phase.session.playback)
      void takeSnapshot(this.#store, this.screen, cue.snapshot);
  }
}
