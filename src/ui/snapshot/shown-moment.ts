import { type EpochMs, formatTime } from '../../autoscaling/units.ts';
import type { SessionState } from '../../session/state.ts';
import type { CellSize } from '../layout/place-panes.ts';
import { frameLines, type RunningView } from './frame.ts';
import type { FramePicture } from './frame-svg.ts';

/** What is on the screen, and the data it was drawn from. */
export interface ShownMoment {
  readonly frame: FramePicture;
  readonly state: SessionState;
  /** On the cluster's clock. */
  readonly now: EpochMs;
}

/** What a running cockpit shows now on a screen of that size; `theme` is the theme's name. */
export function shownMoment(view: RunningView, size: CellSize, theme: string): ShownMoment {
  const { session, picture } = view.phase;
  const now = picture.now();
  return {
    frame: {
      lines: frameLines(view, size),
      size,
      theme,
      title: `Harmony: ${session.scenario.title}, ${formatTime(now)}`,
    },
    state: picture.getState(),
    now,
  };
}
