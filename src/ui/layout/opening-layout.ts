import type { LayoutPane, LayoutVariant, PaneName } from '../../scenario/layout-model.ts';

/** What the first frame shows, before any file is read: the frames of the stage, so that panes seem to fill rather than to jump. */
export const openingVariant: LayoutVariant = {
  minColumns: 80,
  minRows: 24,
  root: {
    kind: 'rows',
    size: 1,
    minColumns: 12,
    minRows: 3,
    children: [
      { kind: 'columns', size: 3, minColumns: 12, minRows: 12, children: [pane('replicas', 5), pane('pods', 4)] },
      { kind: 'columns', size: 2, minColumns: 12, minRows: 8, children: [pane('metric', 1), pane('queue', 1)] },
      { ...pane('why', 1), minRows: 8 },
    ],
  },
};

function pane(name: PaneName, size: number): LayoutPane {
  return { kind: 'pane', pane: name, options: {}, size, minColumns: 12, minRows: 3 };
}
