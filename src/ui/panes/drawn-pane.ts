import type { PlacedPane } from '../layout/place-panes.ts';
import type { Line } from '../text/line.ts';
import { frameColumns, framedLines, frameRows } from './frame.ts';
import type { AnyPane, PaneContent, PaneRequest } from './pane.ts';

/** What a pane is drawn for, besides its place. */
export interface DrawnPaneRequest extends Omit<PaneRequest, 'options' | 'columns' | 'rows'> {
  readonly pane: AnyPane;
  readonly placed: PlacedPane;
  readonly focused: boolean;
}

/** A pane with its frame as lines of exactly its place, from what its own `select` took. */
export function drawnPane(
  slice: object,
  { pane, placed, focused, ...request }: DrawnPaneRequest,
): { readonly content: PaneContent; readonly lines: readonly Line[] } {
  const { node, area } = placed;
  const columns = Math.max(0, area.columns - frameColumns);
  const rows = Math.max(0, area.rows - frameRows);
  const content = titled(pane, request, pane.content(slice, { ...request, options: node.options, columns, rows }));
  return { content, lines: framedLines({ name: pane.name, content, size: area, focused }) };
}

/** The filter stands first behind the name, and takes the note's room: without it, a list that lacks most of its rows would be a lie. */
function titled(pane: AnyPane, { filter = '' }: Pick<PaneRequest, 'filter'>, content: PaneContent): PaneContent {
  if (filter === '' || pane.isFilterable !== true) return content;
  const { note: _, ...others } = content;
  return { ...others, subject: [`/${filter}`, content.subject ?? ''].join('  ').trimEnd() };
}

/** What stands in the place of a pane that could not be drawn. */
export function brokenPane(
  { pane, placed, focused }: Pick<DrawnPaneRequest, 'pane' | 'placed' | 'focused'>,
  reason: string,
) {
  const fix = 'The other panes go on. Focus this one to try again.';
  return framedLines({
    name: pane.name,
    content: { face: { kind: 'failed', reason, fix } },
    size: placed.area,
    focused,
  });
}
