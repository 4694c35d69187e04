import { render } from 'ink';
import { App } from '../ui/app.tsx';
import { Cockpit } from '../ui/cockpit/cockpit.ts';
import { processTimers } from '../ui/cockpit/real-time.ts';
import { isAsciiLocale } from '../ui/text/ascii.ts';
import { colourDepth, themeFor, themeNames } from '../ui/theme/theme.ts';
import { UsageError } from './errors.ts';
import type { OpenRun } from './open-run.ts';
import { monotonicMs, wallClockMs } from './real-time.ts';
import { type CastRequest, ScreenRecording } from './recording-screen.ts';
import type { Stage } from './stage.ts';

/**
 * Paints the frame of a cockpit, opens the run behind it, and returns when the reader has quit. However it ends, the terminal is as it was
 * before: Ink restores it on exit, on signals and on exceptions. With a `cast`, the screen is recorded from its first frame.
 *
 * @throws UsageError for an unknown theme, and whatever `open` throws
 */
export async function showCockpit(
  theme: string | undefined,
  open: (stage: Stage) => Promise<OpenRun>,
  cast?: CastRequest,
): Promise<void> {
  if (theme !== undefined && !themeNames.includes(theme)) {
    throw new UsageError(`there is no theme ${theme}`, `Themes: ${themeNames.join(', ')}`);
  }
  const cockpit = new Cockpit(processTimers);
  const tell = (text: string) => cockpit.remark(text);
  const recording = new ScreenRecording({
    stdout: process.stdout,
    term: process.env.TERM ?? 'xterm-256color',
    startedAtMs: wallClockMs,
    now: monotonicMs,
    tell,
    redraw: () => cockpit.onRedraw(),
  });
  if (cast) recording.start(cast);
  const screen = render(
    <App cockpit={cockpit} theme={themeFor(colourDepth(process.env), theme)} ascii={isAsciiLocale(process.env)} />,
    {
      stdout: recording.stdout,
      alternateScreen: true,
      incrementalRendering: true,
      // A terminal was asked for before; whether this is a CI job does not matter then.
      interactive: true,
    },
  );
  let quit = false;
  const exited = screen.waitUntilExit().finally(() => {
    quit = true;
  });
  let run: OpenRun | undefined;
  try {
    await screen.waitUntilRenderFlush();
    if (!quit) {
      run = await open({ tell, recording });
      cockpit.start(run.session, run.layouts, run.surroundings);
      if (run.remark !== undefined) cockpit.remark(run.remark);
    }
    await exited;
  } finally {
    // Before anything is printed about a failure: what is written to the alternate screen is lost.
    screen.unmount();
    recording.stop();
    cockpit.close();
    await run?.close();
  }
}
