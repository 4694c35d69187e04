import { type ReactNode, useEffect, useMemo } from 'react';
import { chooseVariant } from '../scenario/choose-variant.ts';
import { Banner, Footer, Header, LogRow } from './chrome/chrome-rows.tsx';
import type { Cockpit } from './cockpit/cockpit.ts';
import type { CockpitView, Phase } from './cockpit/view.ts';
import { openingVariant } from './layout/opening-layout.ts';
import { type CellSize, type PlacedPane, placePanes } from './layout/place-panes.ts';
import { paneArea } from './layout/screen.ts';
import { paneCatalogue } from './panes/catalogue.ts';
import { PaneView } from './panes/pane-view.tsx';

interface Props {
  readonly cockpit: Cockpit;
  readonly view: CockpitView;
  readonly phase: Extract<Phase, { name: 'running' }>;
  readonly size: CellSize;
}

/** The cockpit with a run: header and banner, panes, log line and footer. */
export function RunningScreen({ cockpit, view, phase, size }: Props): ReactNode {
  const { screen, bindings } = view;
  const { session, picture, layouts } = phase;
  const { columns, rows } = size;
  const layout = layouts[screen.layout];
  const placed = useMemo(() => {
    const cells = { columns, rows };
    const variant = (layout && chooseVariant(layout, cells)) ?? openingVariant;
    const area = paneArea(cells);
    return placePanes(variant, area).map((pane) => ({
      ...pane,
      area: { ...pane.area, top: pane.area.top + area.top },
    }));
  }, [layout, columns, rows]);
  const focusedPane = placed[screen.focus ?? -1];
  const shown = useMemo(
    () => (screen.zoomed && focusedPane ? [zoomed(focusedPane, { columns, rows })] : placed),
    [screen.zoomed, focusedPane, placed, columns, rows],
  );
  useEffect(() => {
    cockpit.place(
      placed.map(({ id, area }) => ({ id, rows: screen.zoomed ? paneArea({ columns, rows }).rows : area.rows })),
    );
  }, [cockpit, placed, screen.zoomed, columns, rows]);
  return (
    <>
      <Header picture={picture} session={session} size={size} frozen={screen.frozen} />
      <Banner picture={picture} scenario={session.scenario} size={size} />
      {shown.map((placedPane) => (
        <PaneView
          key={placedPane.id}
          pane={paneCatalogue[placedPane.node.pane]}
          placed={placedPane}
          focused={placedPane.id === focusedPane?.id}
          windowMs={screen.windowMs}
          scroll={screen.scroll[placedPane.id] ?? 0}
          step={screen.steps[placedPane.id] ?? 0}
          scenario={session.scenario}
          picture={picture}
          cockpit={cockpit}
        />
      ))}
      <LogRow picture={picture} size={size} toast={screen.toast} />
      <Footer picture={picture} session={session} size={size} bindings={bindings} />
    </>
  );
}

function zoomed(pane: PlacedPane, size: CellSize): PlacedPane {
  return { ...pane, area: paneArea(size) };
}
