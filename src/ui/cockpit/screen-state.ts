import type { Dialog } from '../chrome/dialog.ts';
import type { Tone } from '../theme/tone.ts';

/** What the reader has done to the screen; nothing of the run is in here. */
export interface ScreenState {
  readonly overlay: 'none' | 'help' | Dialog;
  /** Index among the panes on screen; undefined while none has the focus. */
  readonly focus: number | undefined;
  readonly zoomed: boolean;
  readonly layout: number;
  readonly windowMs: number;
  readonly frozen: boolean;
  /** Per pane id. */
  readonly scroll: Readonly<Record<string, number>>;
  readonly steps: Readonly<Record<string, number>>;
  /** What lists are filtered by, per pane id; empty for no filter. */
  readonly filters: Readonly<Record<string, string>>;
  /** The pane whose filter is being typed. */
  readonly filtering: string | undefined;
  /** Whether a pane shows the JSON behind it, per pane id. */
  readonly details: Readonly<Record<string, boolean>>;
  readonly toast: Toast | undefined;
  /** A lasting remark, which passing ones cover. */
  readonly notice?: string | undefined;
}

/** A passing remark in the log line. */
export interface Toast {
  readonly text: string;
  readonly tone: Tone;
}

const minuteMs = 60_000;
/** What `+` and `-` go through. */
const windowsMs = [1, 2, 3, 5, 10, 15, 30, 60].map((minutes) => minutes * minuteMs);

export const openingScreen: ScreenState = {
  overlay: 'none',
  focus: undefined,
  zoomed: false,
  layout: 0,
  windowMs: 5 * minuteMs,
  frozen: false,
  scroll: {},
  steps: {},
  filters: {},
  filtering: undefined,
  details: {},
  toast: undefined,
};

/** One level back: the focused pane's JSON goes, then its filter, then a zoom, then the focus. */
export function backedOut(screen: ScreenState, focusedPane: string | undefined): ScreenState {
  const { details, filters } = screen;
  if (focusedPane !== undefined && details[focusedPane] === true) {
    return { ...screen, details: { ...details, [focusedPane]: false } };
  }
  if (focusedPane !== undefined && (filters[focusedPane] ?? '') !== '') {
    return { ...screen, filters: { ...filters, [focusedPane]: '' } };
  }
  if (screen.zoomed) return { ...screen, zoomed: false };
  return screen.focus === undefined ? screen : { ...screen, focus: undefined };
}

/** The focus on the next or previous of `count` panes, round and round. */
export function refocused(screen: ScreenState, by: 1 | -1, count: number): ScreenState {
  if (count === 0) return screen;
  const from = screen.focus ?? (by === 1 ? -1 : 0);
  return { ...screen, focus: (from + by + count) % count };
}

/** A longer or shorter window for charts, as far as there is one. */
export function rewindowed(screen: ScreenState, direction: 1 | -1): ScreenState {
  const index = windowsMs.indexOf(screen.windowMs) + direction;
  return { ...screen, windowMs: windowsMs[index] ?? screen.windowMs };
}

/** A pane scrolled to a row within its limits. */
export function scrolledTo(screen: ScreenState, pane: string, row: number, limit: number): ScreenState {
  const scroll = Math.max(0, Math.min(row, limit));
  return scroll === (screen.scroll[pane] ?? 0) ? screen : { ...screen, scroll: { ...screen.scroll, [pane]: scroll } };
}
