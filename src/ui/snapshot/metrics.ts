/**
 * The size of a cell in a picture, in its own units. An advance of 0.6 em is what most monospaced fonts have (Courier, Liberation, DejaVu,
 * Menlo, SF), so that a reader without support for `textLength` shows columns that line up too.
 */
export const cell = { width: 9, height: 18, fontSize: 15, baseline: 13.5 } as const;

/** Blank edge around the cells, so that nothing touches a slide's or page's own. */
export const edge = 9;

/** Fonts that are there already, each system's own first; a picture never loads one. */
export const fontFamily =
  "ui-monospace,'SF Mono',Menlo,'Cascadia Mono','DejaVu Sans Mono','Liberation Mono','Courier New',monospace";
