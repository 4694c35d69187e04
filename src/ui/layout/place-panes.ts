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
  /** Unique within a placement, and the same for the same leaf at any size. */
  readonly id: string;
  readonly node: LayoutPane;
  readonly area: Rectangle;
}

/**
 * Where each pane of a layout goes. The rectangles cover the area without gaps or overlaps. Panes whose minimum does not fit are left
 * out, the last of the file first; the very first one gets whatever there is.
 */
export function placePanes(variant: LayoutVariant, size: CellSize): readonly PlacedPane[] {
  return placeNode(variant.root, { left: 0, top: 0, columns: size.columns, rows: size.rows }, '0');
}

function placeNode(node: LayoutNode, area: Rectangle, id: string): readonly PlacedPane[] {
  if (area.columns < 1 || area.rows < 1) return [];
  if (node.kind === 'pane') return [{ id: `${node.pane}-${id}`, node, area }];
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
    return placeNode(child, part, `${id}.${index}`);
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
