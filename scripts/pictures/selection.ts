import type { CellSize } from '../../src/ui/layout/place-panes.ts';

/** One picture of each moment. */
export interface PictureSpec {
  readonly layout: string;
  readonly size: CellSize;
  /** `plain` is the theme without colour. */
  readonly theme: string;
}

const sizes: readonly CellSize[] = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];
const usual: CellSize = { columns: 120, rows: 40 };
const themes = ['dark', 'light', 'plain'];

/** Every layout at every size in every theme. */
export function everyPicture(layouts: readonly string[]): readonly PictureSpec[] {
  return layouts.flatMap((layout) => sizes.flatMap((size) => themes.map((theme) => ({ layout, size, theme }))));
}

/** What the repository keeps: every layout as most will see it, and the first one at every size and in every theme. */
export function keptPictures(layouts: readonly string[]): readonly PictureSpec[] {
  return everyPicture(layouts).filter(({ layout, size, theme }) => {
    const unusual = [layout !== 'stage', size.columns !== usual.columns, theme !== 'dark'];
    return unusual.filter(Boolean).length <= 1;
  });
}
