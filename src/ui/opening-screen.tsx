import type { ReactNode } from 'react';
import { footerLine } from './chrome/footer.ts';
import { toastLine } from './chrome/log-line.ts';
import type { Toast } from './cockpit/screen-state.ts';
import type { Binding } from './keymap.ts';
import { openingVariant } from './layout/opening-layout.ts';
import { type CellSize, placePanes } from './layout/place-panes.ts';
import { paneArea } from './layout/screen.ts';
import { framedLines } from './panes/frame.ts';
import { Rows } from './rows.tsx';
import { fitText } from './text/cell-width.ts';
import { line, span } from './text/line.ts';

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

/** The first frame: everything in its place, and nothing in it yet. Painted before scenario and cluster are loaded. */
export function OpeningScreen({ size, bindings, toast }: Props): ReactNode {
  const { columns, rows } = size;
  const area = paneArea(size);
  const hints = bindings.map((binding) => ({ binding, enabled: binding.command.type !== 'session' }));
  const at = (top: number) => ({ left: 0, top, columns, rows: 1 });
  return (
    <>
      <Rows area={at(0)} lines={[[span(' HARMONY', 'brand', true)]]} />
      <Rows area={at(1)} lines={[line(fitText(' …  opening the cluster', columns), 'bannerNeutral')]} />
      {placePanes(openingVariant, area).map(({ id, node, area: place }) => (
        <Rows
          key={id}
          area={{ ...place, top: place.top + area.top }}
          lines={framedLines({
            name: titles[node.pane] ?? node.pane,
            content: { face: { kind: 'loading', waitingFor: 'the cluster' } },
            size: place,
            focused: false,
          })}
        />
      ))}
      {toast && <Rows area={at(rows - 2)} lines={[toastLine(toast)]} />}
      <Rows area={at(rows - 1)} lines={[footerLine(hints, columns)]} />
    </>
  );
}
