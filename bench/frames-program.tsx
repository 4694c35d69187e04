import { writeFileSync } from 'node:fs';
import { render } from 'ink';
import { openRun } from '../src/cli/open-run.ts';
import { App } from '../src/ui/app.tsx';
import { Cockpit } from '../src/ui/cockpit/cockpit.ts';
import { processTimers } from '../src/ui/cockpit/real-time.ts';
import { colourDepth, themeFor } from '../src/ui/theme/theme.ts';

// The cockpit with a stopwatch: `frames-program FRAMES FILE` draws a conflict under load, in which every tenth of a second brings news,
// and writes what each frame took in milliseconds, from the store's notification until its bytes are handed to the terminal: on the clock,
// and of the processor, which is the same on a machine that has nothing else to do.
const [frames = '', file = ''] = process.argv.slice(2);
const measured: { readonly wallMs: number; readonly cpuMs: number }[] = [];
let begun: { readonly at: number; readonly cpu: NodeJS.CpuUsage } | undefined;

function frameDone(): void {
  if (begun === undefined) {
    return;
  }
  const { user, system } = process.threadCpuUsage(begun.cpu);
  measured.push({ wallMs: performance.now() - begun.at, cpuMs: (user + system) / 1000 });
  begun = undefined;
  if (measured.length === Number(frames)) {
    writeFileSync(file, JSON.stringify(measured));
    process.exit();
  }
}

const cockpit = new Cockpit(processTimers);
const screen = render(<App cockpit={cockpit} theme={themeFor(colourDepth(process.env))} />, {
  alternateScreen: true,
  incrementalRendering: true,
  interactive: true,
  // Without it, a frame that comes soon after another one waits, and waiting is not what is measured.
  maxFps: 1000,
  // Ink calls it before it writes, in one go.
  onRender: () => queueMicrotask(frameDone),
});
await screen.waitUntilRenderFlush();
const { session, layouts } = await openRun({ scenario: 'meme-generator', speed: 10, seed: 1, debug: false });
session.store.subscribe(() => {
  begun ??= { at: performance.now(), cpu: process.threadCpuUsage() };
});
cockpit.start(session, layouts);
await session.dispatch({ type: 'flipMode', mode: 'conflict' });
await session.dispatch({ type: 'startLoad', load: 'burst-6000' });
