import type { ReactNode } from 'react';
import { footerLine } from './chrome/footer.ts';
import { toastLine } from './chrome/log-line.ts';
import type { Toast } from './cockpit/screen-state.ts';
import type { Binding } from './keymap.ts';
import { composite, type Placed } from './layout/composite.ts';
import { openingVariant } from './layout/opening-layout.ts';
import { type CellSize, placePanes } from './layout/place-panes.ts';
import { paneArea } from './layout/screen.ts';
import { framedLines } from './panes/frame.ts';
import { Rows } from './rows.tsx';
import { fitText } from './text/cell-width.ts';
import { type Line, line, span } from './text/line.ts';

const titles: Readonly<Record<string, string>> = {
  replicas: 'Replicas',
  pods: 'Pods',
  metric: 'Metric',
  queue: 'Queue',
};

interface Props {
  readonly size: CellSize;
  readonly bindings: readonly Binding[];
  readonly toast: Toast | undefined;
}

/**
 * The first frame: everything in its place, and nothing in it yet. Painted before scenario and cluster are loaded. Its panes are put
 * together into whole rows: most of them are alike then, and Ink measures a text it knows only once, which counts on a cold start.
 */
export function OpeningScreen({ size, bindings, toast }: Props): ReactNode {
  const { columns, rows } = size;
  return (
    <Rows area={{ left: 0, top: 0, columns, rows }} lines={composite(openingParts(size, bindings, toast), size)} />
  );
}

function openingParts(size: CellSize, bindings: readonly Binding[], toast: Toast | undefined): readonly Placed[] {
  const { columns, rows } = size;
  const area = paneArea(size);
  const row = (top: number, content: Line): Placed => ({ area: { left: 0, top, columns, rows: 1 }, lines: [content] });
  const hints = bindings.map((binding) => ({ binding, enabled: binding.command.type !== 'session' }));
  const panes = placePanes(openingVariant, area).map(({ node, area: place }) => ({
    area: { ...place, top: place.top + area.top },
    lines: framedLines({
      name: titles[node.pane] ?? node.pane,
      content: { face: { kind: 'loading', waitingFor: 'the cluster' } },
      size: place,
      focused: false,
    }),
  }));
  return [
    row(0, [span(' HARMONY', 'brand', true)]),
    row(1, line(fitText(' …  opening the cluster', columns), 'bannerNeutral')),
    ...panes,
    row(rows - 2, toast ? toastLine(toast) : []),
    row(rows - 1, footerLine(hints, columns - 1)),
  ];
}
