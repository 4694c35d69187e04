import { describe, expect, test } from 'vitest';
import { chooseVariant } from '../../../src/scenario/choose-variant.ts';
import type { LayoutNode, LayoutVariant } from '../../../src/scenario/layout-model.ts';
import { listLayouts, loadLayout } from '../../../src/scenario/load-layout.ts';
import { type CellSize, type PlacedPane, placePanes } from '../../../src/ui/layout/place-panes.ts';
import { paneArea } from '../../../src/ui/layout/screen.ts';
import { shareCells } from '../../../src/ui/layout/share.ts';

/** How many panes cover each cell of the area. */
function coverage(placed: readonly PlacedPane[], { columns, rows }: CellSize): Set<number> {
  const cells = new Uint8Array(columns * rows);
  for (const { area } of placed) {
    for (let row = area.top; row < area.top + area.rows; row++) {
      for (let column = area.left; column < area.left + area.columns; column++) {
        const index = row * columns + column;
        cells[index] = (cells[index] ?? 0) + 1;
      }
    }
  }
  return new Set(cells);
}

function leaf(pane: 'replicas' | 'pods' | 'queue', minColumns = 12, minRows = 3, size = 1): LayoutNode {
  return { kind: 'pane', pane, options: {}, size, minColumns, minRows };
}

function rowOf(...children: LayoutNode[]): LayoutVariant {
  return { minColumns: 80, minRows: 24, root: { kind: 'columns', size: 1, minColumns: 12, minRows: 3, children } };
}

describe('placing panes', () => {
  test.each(listLayouts())('layout %s covers every size without gaps and overlaps', (name) => {
    const layout = loadLayout(name);
    for (let columns = 80; columns <= 240; columns += 7) {
      for (let rows = 24; rows <= 70; rows += 5) {
        const variant = chooseVariant(layout, { columns, rows });
        const area = paneArea({ columns, rows });
        expect(variant && coverage(placePanes(variant, area), area)).toEqual(new Set([1]));
      }
    }
  });

  test('shares by weight in whole cells', () => {
    const widths = placePanes(rowOf(leaf('replicas', 12, 3, 2), leaf('pods')), { columns: 100, rows: 10 }).map(
      ({ area }) => area.columns,
    );
    expect(widths).toEqual([67, 33]);
  });

  test('never goes below a minimum while there is room for it', () => {
    const widths = placePanes(rowOf(leaf('replicas', 60), leaf('pods', 12, 3, 9)), { columns: 100, rows: 10 }).map(
      ({ area }) => area.columns,
    );
    expect(widths).toEqual([60, 40]);
  });

  test('leaves out the last pane that does not fit, and gives its cells to the others', () => {
    const placed = placePanes(rowOf(leaf('replicas', 40), leaf('pods', 40), leaf('queue', 40)), {
      columns: 100,
      rows: 10,
    });
    expect(placed.map(({ node, area }) => [node.pane, area.columns])).toEqual([
      ['replicas', 50],
      ['pods', 50],
    ]);
  });

  test('gives the first pane what there is when nothing fits', () => {
    const placed = placePanes(rowOf(leaf('replicas', 200), leaf('pods', 200)), { columns: 90, rows: 10 });
    expect(placed.map(({ area }) => area.columns)).toEqual([90]);
  });

  test('names a pane the same at every size', () => {
    const layout = rowOf(leaf('replicas'), leaf('pods'));
    const ids = (columns: number) => placePanes(layout, { columns, rows: 20 }).map(({ id }) => id);
    expect(ids(80)).toEqual(ids(200));
  });

  test('names a pane the same wherever it stands, and counts those of a kind, shown or not', () => {
    const ids = (layout: LayoutVariant, columns = 200) => placePanes(layout, { columns, rows: 20 }).map(({ id }) => id);
    expect(ids(rowOf(leaf('pods'), leaf('replicas')))).toEqual(['pods', 'replicas']);
    const twice = rowOf(leaf('pods', 40), leaf('queue', 90), leaf('pods', 40));
    expect(ids(twice)).toEqual(['pods', 'queue', 'pods-2']);
    expect(ids(twice, 100)).toEqual(['pods', 'pods-2']);
  });
});

test('shares of cells add up to the whole for any weights', () => {
  for (let total = 40; total < 200; total += 13) {
    for (const weights of [
      [1, 1, 1],
      [5, 4],
      [3, 2, 2, 1],
      [0.1, 7],
    ]) {
      const shares = shareCells(
        weights.map((weight) => ({ weight, min: 3 })),
        total,
      );
      expect(shares.reduce((sum, cells) => sum + cells, 0)).toBe(total);
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(3);
    }
  }
});
