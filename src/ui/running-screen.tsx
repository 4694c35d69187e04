import { type ReactNode, useEffect, useMemo } from 'react';
import { Banner, Footer, Header, LogRow } from './chrome/chrome-rows.tsx';
import { promptLine } from './chrome/prompt-line.ts';
import type { Cockpit } from './cockpit/cockpit.ts';
import type { CockpitView, Phase } from './cockpit/view.ts';
import type { CellSize } from './layout/place-panes.ts';
import { paneArea } from './layout/screen.ts';
import { panesOf, shownPanes } from './layout/shown-panes.ts';
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
  const placed = useMemo(() => panesOf(layout, { columns, rows }), [layout, columns, rows]);
  const focusedPane = placed[screen.focus ?? -1];
  const { zoomed, focus } = screen;
  const shown = useMemo(
    () => shownPanes(placed, { zoomed, focus }, { columns, rows }),
    [placed, zoomed, focus, columns, rows],
  );
  useEffect(() => {
    cockpit.place(
      placed.map(({ id, node, area }) => {
        const drawn = shown.find((pane) => pane.id === id)?.area;
        const height = screen.zoomed ? paneArea({ columns, rows }).rows : area.rows;
        return { id, name: node.pane, rows: height, ...(drawn && { area: drawn }) };
      }),
    );
  }, [cockpit, placed, shown, screen.zoomed, columns, rows]);
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
          filter={screen.filters[placedPane.id] ?? ''}
          details={screen.details[placedPane.id] === true}
          scenario={session.scenario}
          picture={picture}
          cockpit={cockpit}
        />
      ))}
      <LogRow picture={picture} size={size} toast={screen.toast} notice={screen.notice} prompt={promptLine(screen)} />
      <Footer picture={picture} session={session} size={size} bindings={bindings} />
    </>
  );
}
