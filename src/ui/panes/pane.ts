import type { EpochMs } from '../../autoscaling/units.ts';
import type { PaneOptions } from '../../scenario/layout-model.ts';
import type { Scenario } from '../../scenario/model.ts';
import type { SessionState } from '../../session/state.ts';
import type { Line } from '../text/line.ts';

/** Everything a pane's content depends on besides its part of the state. Sizes are those inside the frame. */
export interface PaneRequest {
  readonly scenario: Scenario;
  readonly options: PaneOptions;
  readonly now: EpochMs;
  /** When the run began: charts reach no further back. */
  readonly openedAt: EpochMs;
  /** Stretch of time that charts show at most. */
  readonly windowMs: number;
  /** First row of a list, as far as the reader has scrolled. */
  readonly scroll: number;
  /** How often the reader asked for the next of several things a pane can show; negative for the previous ones. */
  readonly step: number;
  /** What the reader filters a list by; see `matches`. */
  readonly filter?: string;
  /** Whether the reader asked for the JSON behind the pane. */
  readonly details?: boolean;
  readonly columns: number;
  readonly rows: number;
}

/** How much a pane knows. Every pane has all of these faces. */
export type Face =
  /** Its source has not answered yet. */
  | { readonly kind: 'loading'; readonly waitingFor: string }
  /** It answered, and there is nothing to show. */
  | { readonly kind: 'empty'; readonly text: string }
  | { readonly kind: 'live'; readonly lines: readonly Line[] }
  /** The last data, and since when it has not been renewed. */
  | { readonly kind: 'stale'; readonly lines: readonly Line[]; readonly ageMs: number; readonly reason?: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly fix?: string };

export interface PaneContent {
  /** Instead of the pane's name, where its options make another one of it. */
  readonly title?: string;
  /** Behind the pane's name: what exactly it shows. */
  readonly subject?: string;
  /** At the right end of the frame's top. */
  readonly note?: string;
  readonly face: Face;
  /** Highest useful `scroll`; absent where nothing scrolls. */
  readonly scrollLimit?: number;
}

/** A pane in three steps: what it takes from the state, what it makes of it, and (in `PaneView`) a component that only paints. */
export interface Pane<Slice extends object> {
  readonly name: string;
  /** Whether it holds a list that can be filtered. */
  readonly isFilterable?: boolean;
  /** Whether it can show the JSON behind it. */
  readonly hasDetails?: boolean;
  /** Called on every change of the state: picks parts, builds nothing. The pane is drawn again when one of the parts is another. */
  select(state: SessionState, scenario: Scenario, options: PaneOptions): Slice;
  content(slice: Slice, request: PaneRequest): PaneContent;
}

/** A pane whose slice is its own business. Its methods are only ever given what its own `select` returned. */
export type AnyPane = Pane<object>;
