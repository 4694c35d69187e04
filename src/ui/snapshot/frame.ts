import { bannerLine, bannerSlice, footerHints } from '../chrome/chrome-lines.ts';
import { placedDialog } from '../chrome/dialog.ts';
import { footerLine } from '../chrome/footer.ts';
import { headerLine } from '../chrome/header.ts';
import { helpLines } from '../chrome/help.ts';
import { logLine } from '../chrome/log-line.ts';
import { promptLine } from '../chrome/prompt-line.ts';
import { tooSmallLines } from '../chrome/too-small.ts';
import type { CockpitView, Phase } from '../cockpit/view.ts';
import { composite, type Placed } from '../layout/composite.ts';
import type { CellSize, PlacedPane } from '../layout/place-panes.ts';
import { isTooSmall } from '../layout/screen.ts';
import { panesOf, shownPanes } from '../layout/shown-panes.ts';
import { paneCatalogue } from '../panes/catalogue.ts';
import { brokenPane, drawnPane } from '../panes/drawn-pane.ts';
import type { Line } from '../text/line.ts';
import { overlaid } from './overlaid.ts';

/** A cockpit with a run. */
export interface RunningView extends CockpitView {
  readonly phase: Extract<Phase, { name: 'running' }>;
}

/** What a screen of that size shows of a running cockpit, row by row: the same lines that are painted, composed without a terminal. */
export function frameLines(view: RunningView, size: CellSize): readonly Line[] {
  const rows = shownLines(view, size);
  return Array.from({ length: size.rows }, (_, row) => rows[row] ?? []);
}

function shownLines(view: RunningView, size: CellSize): readonly Line[] {
  const { overlay } = view.screen;
  if (isTooSmall(size)) return tooSmallLines(size);
  if (overlay === 'help') return helpLines(view.bindings, size, view.screen.scroll.help);
  const rows = composite([...chromeParts(view, size), ...paneParts(view, size)], size);
  return typeof overlay === 'object' ? overlaid(rows, placedDialog(overlay, size)) : rows;
}

function chromeParts({ phase, screen, bindings }: RunningView, { columns, rows }: CellSize): readonly Placed[] {
  const { picture, session } = phase;
  const { scenario } = session;
  const state = picture.getState();
  const now = picture.now();
  const row = (top: number, content: Line): Placed => ({ area: { left: 0, top, columns, rows: 1 }, lines: [content] });
  return [
    row(0, headerLine({ state, scenario, session, now, columns, frozen: screen.frozen })),
    row(1, bannerLine(bannerSlice(state), scenario, now, columns)),
    row(rows - 2, promptLine(screen) ?? logLine(state.actions, screen.toast, now, columns, screen.notice)),
    row(rows - 1, footerLine(footerHints(bindings, session), columns)),
  ];
}

function paneParts({ phase, screen }: RunningView, size: CellSize): readonly Placed[] {
  const placed = panesOf(phase.layouts[screen.layout], size);
  const focused = placed[screen.focus ?? -1]?.id;
  return shownPanes(placed, screen, size).map((each) => ({
    area: each.area,
    lines: paneLines(each, { phase, screen }, each.id === focused),
  }));
}

function paneLines(placed: PlacedPane, { phase, screen }: Pick<RunningView, 'phase' | 'screen'>, focused: boolean) {
  const { picture, session } = phase;
  const { scenario } = session;
  const pane = paneCatalogue[placed.node.pane];
  const state = picture.getState();
  try {
    return drawnPane(pane.select(state, scenario, placed.node.options), {
      pane,
      placed,
      focused,
      scenario,
      now: picture.now(),
      openedAt: state.openedAt,
      windowMs: screen.windowMs,
      scroll: screen.scroll[placed.id] ?? 0,
      step: screen.steps[placed.id] ?? 0,
      filter: screen.filters[placed.id] ?? '',
      details: screen.details[placed.id] === true,
    }).lines;
  } catch (error) {
    // As on the screen, where a pane that fails leaves the others alone.
    return brokenPane({ pane, placed, focused }, error instanceof Error ? error.message : String(error));
  }
}
