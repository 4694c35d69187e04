import { render } from 'ink';
import { openRun } from '../src/cli/open-run.ts';
import { App } from '../src/ui/app.tsx';
import { Cockpit } from '../src/ui/cockpit/cockpit.ts';
import { processTimers } from '../src/ui/cockpit/real-time.ts';
import { colourDepth, themeFor } from '../src/ui/theme/theme.ts';
import { FrameStopwatch, report } from './frame-stopwatch.ts';

// The cockpit with a stopwatch: `frames-program FRAMES FILE LAYOUT` draws a conflict under load, in which every tenth of a second brings
// news, and writes what each frame took.
const [frames = '', file = '', layout = ''] = process.argv.slice(2);
const stopwatch = new FrameStopwatch(Number(frames), (costs) => report(file, costs));

const cockpit = new Cockpit(processTimers);
const screen = render(<App cockpit={cockpit} theme={themeFor(colourDepth(process.env))} />, {
  alternateScreen: true,
  incrementalRendering: true,
  interactive: true,
  // Without it, a frame that comes soon after another one waits, and waiting is not what is measured.
  maxFps: 1000,
  onRender: stopwatch.rendered,
});
await screen.waitUntilRenderFlush();
const { session, layouts } = await openRun({ scenario: 'meme-generator', layout, speed: 10, seed: 1, debug: false });
session.store.subscribe(() => stopwatch.begin());
cockpit.start(session, layouts);
await session.dispatch({ type: 'flipMode', mode: 'conflict' });
await session.dispatch({ type: 'startLoad', load: 'burst-6000' });
