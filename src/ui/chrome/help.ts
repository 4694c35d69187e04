import type { Binding, KeyGroup } from '../keymap.ts';
import type { CellSize } from '../layout/place-panes.ts';
import { fitText } from '../text/cell-width.ts';
import { fitLine, type Line, line, span } from '../text/line.ts';

const groups: readonly KeyGroup[] = ['Replay', 'Modes', 'Loads', 'Talk', 'Look', 'Program'];
const keyWidth = 13;
const columnWidth = 56;

/** Rows above the keys. */
const titleRows = 2;

/** All keys by group, in as many columns as the screen has room for, from row `scroll` on; exactly `size.rows` rows. */
export function helpLines(bindings: readonly Binding[], size: CellSize, scroll = 0): readonly Line[] {
  const { body, hidden } = helpBody(bindings, size);
  const first = Math.min(scroll, hidden);
  const more = hidden > 0 ? [span(`   ↑ ↓ scroll: ${first} above, ${hidden - first} below`, 'muted')] : [];
  return [
    [span('  Keys', 'focus', true), span('   any key goes back', 'muted'), ...more],
    [],
    ...body.slice(first, first + size.rows - titleRows),
  ];
}

/** How many rows of the help are below the screen. */
export function helpScrollLimit(bindings: readonly Binding[], size: CellSize): number {
  return helpBody(bindings, size).hidden;
}

function helpBody(bindings: readonly Binding[], size: CellSize) {
  const entries = groups.flatMap((group): readonly Line[] => {
    const own = bindings.filter((binding) => binding.group === group);
    return own.length === 0 ? [] : [line(group, 'brand', true), ...own.map(entryLine), []];
  });
  const rows = size.rows - titleRows;
  const count = Math.max(1, Math.min(Math.floor((size.columns - 4) / columnWidth), Math.ceil(entries.length / rows)));
  const perColumn = Math.max(rows, Math.ceil(entries.length / count));
  const width = Math.floor((size.columns - 4) / count);
  const body = Array.from(
    { length: perColumn },
    (_, row): Line => [
      span('  '),
      ...Array.from({ length: count }, (__, column) => fitLine(entries[column * perColumn + row] ?? [], width)).flat(),
    ],
  );
  return { body, hidden: perColumn - rows };
}

function entryLine({ shown, help }: Binding): Line {
  return [span(fitText(shown, keyWidth), 'key'), span(help)];
}
