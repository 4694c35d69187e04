import { memo, type ReactNode, useEffect } from 'react';
import type { Scenario } from '../../scenario/model.ts';
import type { Cockpit } from '../cockpit/cockpit.ts';
import type { Picture } from '../cockpit/picture.ts';
import type { PlacedPane } from '../layout/place-panes.ts';
import { Rows } from '../rows.tsx';
import { frameColumns, framedLines, frameRows } from './frame.ts';
import type { AnyPane } from './pane.ts';
import { PaneBoundary } from './pane-boundary.tsx';
import { useNow, useSlice } from './use-slice.ts';

export interface PaneViewProps {
  readonly pane: AnyPane;
  readonly placed: PlacedPane;
  readonly focused: boolean;
  readonly windowMs: number;
  readonly scroll: number;
  readonly step: number;
  readonly scenario: Scenario;
  readonly picture: Picture;
  readonly cockpit: Pick<Cockpit, 'limitScroll'>;
}

/** A pane on screen. Drawn again when its part of the picture, the second or its own place changes, and not when another pane does. */
export const PaneView = memo(function PaneView(props: PaneViewProps): ReactNode {
  const { pane, placed, focused } = props;
  const failed = (reason: string): ReactNode => {
    const content = {
      face: { kind: 'failed', reason, fix: 'The other panes go on. Focus this one to try again.' },
    } as const;
    return <Rows area={placed.area} lines={framedLines({ name: pane.name, content, size: placed.area, focused })} />;
  };
  return (
    <PaneBoundary fallback={failed} retryKey={String(focused)}>
      <LivePane {...props} />
    </PaneBoundary>
  );
});

/** Subscribes to the pane's part of the picture, and only paints what the pane makes of it. */
function LivePane({ pane, placed, focused, scenario, picture, cockpit, ...request }: PaneViewProps): ReactNode {
  const { id, node, area } = placed;
  const slice = useSlice(picture, (state) => pane.select(state, scenario, node.options));
  const now = useNow(picture);
  const { openedAt } = picture.getState();
  const columns = Math.max(0, area.columns - frameColumns);
  const rows = Math.max(0, area.rows - frameRows);
  const content = pane.content(slice, { ...request, scenario, options: node.options, now, openedAt, columns, rows });
  const limit = content.scrollLimit ?? 0;
  useEffect(() => cockpit.limitScroll(id, limit), [cockpit, id, limit]);
  return <Rows area={area} lines={framedLines({ name: pane.name, content, size: area, focused })} />;
}
