import { memo, type ReactNode, useEffect } from 'react';
import type { Scenario } from '../../scenario/model.ts';
import type { Cockpit } from '../cockpit/cockpit.ts';
import type { Picture } from '../cockpit/picture.ts';
import type { PlacedPane } from '../layout/place-panes.ts';
import { Rows } from '../rows.tsx';
import { brokenPane, drawnPane } from './drawn-pane.ts';
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
  readonly filter: string;
  readonly details: boolean;
  readonly scenario: Scenario;
  readonly picture: Picture;
  readonly cockpit: Pick<Cockpit, 'limitScroll'>;
}

/** A pane on screen. Drawn again when its part of the picture, the second or its own place changes, and not when another pane does. */
export const PaneView = memo(function PaneView(props: PaneViewProps): ReactNode {
  const { pane, placed, focused } = props;
  const failed = (reason: string): ReactNode => (
    <Rows area={placed.area} lines={brokenPane({ pane, placed, focused }, reason)} />
  );
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
  const { content, lines } = drawnPane(slice, { ...request, pane, placed, focused, scenario, now, openedAt });
  const limit = content.scrollLimit ?? 0;
  useEffect(() => cockpit.limitScroll(id, limit), [cockpit, id, limit]);
  return <Rows area={area} lines={lines} />;
}
