import { render } from 'ink';
import { openStageDoor } from '../src/attach/stage-door.ts';
import { openRun } from '../src/cli/open-run.ts';
import { monotonicMs } from '../src/cli/real-time.ts';
import { App } from '../src/ui/app.tsx';
import { Cockpit } from '../src/ui/cockpit/cockpit.ts';
import { processTimers } from '../src/ui/cockpit/real-time.ts';
import { colourDepth, themeFor } from '../src/ui/theme/theme.ts';
import { FrameStopwatch, report } from './frame-stopwatch.ts';

// The cockpit with a stopwatch and a door: `attach-stage-program FRAMES FILE SOCKET` draws a conflict under load with viewers or without, and
// writes what each frame took.
const [frames = '', file = '', path = ''] = process.argv.slice(2);
const stopwatch = new FrameStopwatch(Number(frames), (costs) => report(file, costs));

const cockpit = new Cockpit(processTimers);
const screen = render(<App cockpit={cockpit} theme={themeFor(colourDepth(process.env))} />, {
  alternateScreen: true,
  incrementalRendering: true,
  interactive: true,
  maxFps: 1000,
  onRender: stopwatch.rendered,
});
await screen.waitUntilRenderFlush();
const { session, layouts } = await openRun({ scenario: 'meme-generator', speed: 10, seed: 1, debug: false });
session.store.subscribe(() => stopwatch.begin());
cockpit.start(session, layouts);
await openStageDoor({
  session: () => session,
  layouts,
  program: 'bench',
  path,
  nowMs: monotonicMs,
  every: processTimers.every,
});
await session.dispatch({ type: 'flipMode', mode: 'conflict' });
await session.dispatch({ type: 'startLoad', load: 'burst-6000' });
