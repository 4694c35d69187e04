import type { Layout } from '../../scenario/layout-model.ts';
import type { Session } from '../../session/session.ts';
import { type Binding, bindingsFor } from '../keymap.ts';
import type { ShownMoment } from '../snapshot/shown-moment.ts';
import type { FailOver } from './fail-over.ts';
import type { Picture } from './picture.ts';
import { openingScreen, type ScreenState } from './screen-state.ts';

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
  /** Keeps what is on the screen, under a name of its own unless told one, and says where. Rejects with why not. */
  saveSnapshot?(shown: ShownMoment, name?: string): Promise<string>;
  /** Present where the run can be carried on without its cluster. */
  readonly failOver?: FailOver;
  /** Begins to record the screen, or ends it. What came of it, as a sentence; undefined where that was told. */
  toggleRecording?(): string | undefined;
}

/** All that is on the screen, whatever its size. */
export interface CockpitView {
  readonly phase: Phase;
  readonly screen: ScreenState;
  readonly bindings: readonly Binding[];
}

/** The view before there is a run. */
export const openingView: CockpitView = {
  phase: { name: 'opening' },
  screen: openingScreen,
  bindings: bindingsFor(undefined),
};
