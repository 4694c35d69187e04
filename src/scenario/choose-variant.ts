import type { Layout, LayoutVariant } from './layout-model.ts';

/** A terminal's size in cells. */
export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** The variant for a terminal: the first of the file whose `when` holds. Undefined when the terminal is too small for all of them. */
export function chooseVariant(layout: Layout, screen: ScreenSize): LayoutVariant | undefined {
  return layout.variants.find((variant) => screen.columns >= variant.minColumns && screen.rows >= variant.minRows);
}

/** The size a terminal that fits no variant needs: that of the variant with the fewest cells. */
export function smallestScreen(layout: Layout): ScreenSize {
  const sizes = layout.variants.map(({ minColumns, minRows }) => ({ columns: minColumns, rows: minRows }));
  return sizes.reduce((least, size) => (size.columns * size.rows < least.columns * least.rows ? size : least));
}
