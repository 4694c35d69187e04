/** What the fields of a layout file are for. */
export const layoutDescriptions: Readonly<Record<string, string>> = {
  apiVersion: 'Version of the file format.',
  title: 'Shown by `harmony layouts`.',
  variants: 'Arrangements for terminals of different sizes: the first that fits is shown.',
  when: 'The smallest terminal the variant is meant for; 80 columns and 24 rows unless told.',
  'when.minColumns': 'Columns the terminal has at least.',
  'when.minRows': 'Rows the terminal has at least, header and footer included.',
  root: 'The arrangement: a split into rows or columns, or one pane.',
  rows: 'Parts below one another. A part has exactly one of `rows`, `columns`, `pane`.',
  columns: 'Parts side by side.',
  pane: 'What is shown there.',
  options: 'Options of the pane, by name; the panes know those of the table below.',
  size: 'Share of the room, relative to its neighbours; 1 unless told.',
  minColumns: 'Columns below which the part must not be squeezed, frame included; 12 unless told.',
  minRows: 'Rows below which the part must not be squeezed, frame included; 3 unless told.',
};
