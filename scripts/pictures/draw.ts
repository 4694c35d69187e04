import { loadLayout } from '../../src/scenario/load-layout.ts';
import { Picture } from '../../src/ui/cockpit/picture.ts';
import { openingScreen } from '../../src/ui/cockpit/screen-state.ts';
import { bindingsFor } from '../../src/ui/keymap.ts';
import { frameSvg } from '../../src/ui/snapshot/frame-svg.ts';
import { shownMoment } from '../../src/ui/snapshot/shown-moment.ts';
import { type Moment, playMoments } from './moments.ts';
import type { PictureSpec } from './selection.ts';

/** The pictures of each moment as SVG by file name, for example `conflict-stage-120x40-dark.svg`. */
export async function drawPictures(
  wanted: readonly Moment[],
  specs: readonly PictureSpec[],
): Promise<ReadonlyMap<string, string>> {
  const drawn = new Map<string, string>();
  await playMoments(wanted, (session, { act }) => {
    const picture = new Picture(session);
    for (const { layout, size, theme } of specs) {
      const phase = { name: 'running', session, picture, layouts: [loadLayout(layout)], surroundings: {} } as const;
      const view = { phase, screen: openingScreen, bindings: bindingsFor(session.scenario) };
      const name = `${act}-${layout}-${size.columns}x${size.rows}-${theme}.svg`;
      drawn.set(name, frameSvg(shownMoment(view, size, theme).frame));
    }
    picture.close();
  });
  return drawn;
}
