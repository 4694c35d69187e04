import type { LayoutNode, LayoutPane, LayoutVariant } from '../../scenario/layout-model.ts';
import { shareCells } from './share.ts';

export interface CellSize {
  readonly columns: number;
  readonly rows: number;
}

/** A rectangle of the screen, in cells. */
export interface Rectangle extends CellSize {
  readonly left: number;
  readonly top: number;
}

export interface PlacedPane {
  /** Unique within a placement, and the same at any size and in any variant: `metric`, and `metric-2` for the second of a layout. */
  readonly id: string;
  readonly node: LayoutPane;
  readonly area: Rectangle;
}

/**
 * Where each pane of a layout goes. The rectangles cover the area without gaps or overlaps. Panes whose minimum does not fit are left
 * out, the last of the file first; the very first one gets whatever there is.
 */
export function placePanes(variant: LayoutVariant, size: CellSize): readonly PlacedPane[] {
  return placeNode(variant.root, { left: 0, top: 0, columns: size.columns, rows: size.rows }, idsOf(variant.root));
}

/** Names by pane and by which of its kind a leaf is: what does not fit counts too, so that nobody is renamed when the terminal grows. */
function idsOf(root: LayoutNode): ReadonlyMap<LayoutPane, string> {
  const ids = new Map<LayoutPane, string>();
  const counts = new Map<string, number>();
  const visit = (node: LayoutNode): void => {
    if (node.kind !== 'pane') {
      node.children.forEach(visit);
      return;
    }
    const count = (counts.get(node.pane) ?? 0) + 1;
    counts.set(node.pane, count);
    ids.set(node, count === 1 ? node.pane : `${node.pane}-${count}`);
  };
  visit(root);
  return ids;
}

function placeNode(node: LayoutNode, area: Rectangle, ids: ReadonlyMap<LayoutPane, string>): readonly PlacedPane[] {
  if (area.columns < 1 || area.rows < 1) return [];
  if (node.kind === 'pane') return [{ id: ids.get(node) ?? node.pane, node, area }];
  const axis = node.kind === 'columns' ? 'columns' : 'rows';
  const children = fitting(node.children, area, axis);
  const claims = children.map((child) => ({ weight: child.size, min: Math.min(minimum(child)[axis], area[axis]) }));
  let offset = axis === 'columns' ? area.left : area.top;
  return shareCells(claims, area[axis]).flatMap((length, index) => {
    const child = children[index];
    if (!child) return [];
    const start = offset;
    offset += length;
    const part = axis === 'columns' ? { ...area, left: start, columns: length } : { ...area, top: start, rows: length };
    return placeNode(child, part, ids);
  });
}

/** The children that fit beside one another, from the first on. */
function fitting(children: readonly LayoutNode[], area: CellSize, axis: keyof CellSize): readonly LayoutNode[] {
  const across = axis === 'columns' ? 'rows' : 'columns';
  let left = area[axis];
  const kept = children.filter((child) => {
    const needed = minimum(child);
    if (needed[axis] > left || needed[across] > area[across]) return false;
    left -= needed[axis];
    return true;
  });
  return kept.length > 0 ? kept : children.slice(0, 1);
}

/** Smallest size of a node: its own, or what its first child needs where that is more. Later children can be left out. */
function minimum(node: LayoutNode): CellSize {
  const own = { columns: node.minColumns, rows: node.minRows };
  const first = node.kind === 'pane' ? undefined : node.children[0];
  if (!first) return own;
  const inner = minimum(first);
  return { columns: Math.max(own.columns, inner.columns), rows: Math.max(own.rows, inner.rows) };
}
