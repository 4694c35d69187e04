import { chooseVariant } from '../../scenario/choose-variant.ts';
import type { Layout } from '../../scenario/layout-model.ts';
import { openingVariant } from './opening-layout.ts';
import { type CellSize, type PlacedPane, placePanes } from './place-panes.ts';
import { paneArea } from './screen.ts';

/** The panes of a layout where they stand on a screen of that size, in the order of focus. */
export function panesOf(layout: Layout | undefined, size: CellSize): readonly PlacedPane[] {
  const variant = (layout && chooseVariant(layout, size)) ?? openingVariant;
  const area = paneArea(size);
  return placePanes(variant, area).map((pane) => ({ ...pane, area: { ...pane.area, top: pane.area.top + area.top } }));
}

/** The panes that are to be seen: all of them, or the focused one in the place of all. */
export function shownPanes(
  placed: readonly PlacedPane[],
  screen: { readonly zoomed: boolean; readonly focus: number | undefined },
  size: CellSize,
): readonly PlacedPane[] {
  const focused = placed[screen.focus ?? -1];
  return screen.zoomed && focused ? [{ ...focused, area: paneArea(size) }] : placed;
}
