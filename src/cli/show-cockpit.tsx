import { render } from 'ink';
import { App } from '../ui/app.tsx';
import { Cockpit } from '../ui/cockpit/cockpit.ts';
import { processTimers } from '../ui/cockpit/real-time.ts';
import { MouseMode } from '../ui/input/mouse-mode.ts';
import { TerminalInput } from '../ui/input/terminal-input.ts';
import { isAsciiLocale } from '../ui/text/ascii.ts';
import { colourDepth, themeFor, themeNames } from '../ui/theme/theme.ts';
import { refuseTakenKeys, type ScreenChoices } from './config/screen-choices.ts';
import { UsageError } from './errors.ts';
import type { OpenRun } from './open-run.ts';
import { monotonicMs, wallClockMs } from './real-time.ts';
import { type CastRequest, ScreenRecording } from './recording-screen.ts';
import { jobSuspension } from './shell-job.ts';
import { keepHeapSmall } from './small-heap.ts';
import type { Stage } from './stage.ts';

/**
 * Paints the frame of a cockpit, opens the run behind it, and returns when the reader has quit. However it ends, the terminal is as it was
 * before: Ink restores it on exit, on signals and on exceptions. With a `cast`, the screen is recorded from its first frame.
 *
 * @throws UsageError for an unknown theme or a key wanted twice, and whatever `open` throws
 */
export async function showCockpit(
  { theme, mouse: wantsMouse = true, keys = {} }: ScreenChoices,
  open: (stage: Stage) => Promise<OpenRun>,
  cast?: CastRequest,
): Promise<void> {
  if (theme !== undefined && !themeNames.includes(theme)) {
    throw new UsageError(`there is no theme ${theme}`, `Themes: ${themeNames.join(', ')}`);
  }
  const cockpit = new Cockpit(processTimers, keys);
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
  const input = new TerminalInput(process.stdin, processTimers);
  input.onMouse = (report) => cockpit.point(report);
  // Not on what is recorded: whoever watches a cast has no use for it.
  const mouse = new MouseMode((text) => process.stdout.write(text));
  const endMouse = () => mouse.set(false);
  process.once('exit', endMouse);
  const screen = render(
    <App
      cockpit={cockpit}
      theme={themeFor(colourDepth(process.env), theme)}
      ascii={isAsciiLocale(process.env)}
      onSuspended={jobSuspension(mouse)}
    />,
    {
      stdin: input.asStdin,
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
  let closeDoor = () => {};
  let farewell: string | undefined;
  try {
    await screen.waitUntilRenderFlush();
    keepHeapSmall();
    if (!quit) {
      mouse.set(wantsMouse);
      run = await open({ tell, recording });
      refuseTakenKeys(run.session.scenario, keys);
      const { session: opened } = run;
      cockpit.start(opened, run.layouts, run.surroundings);
      if (run.remark !== undefined) cockpit.remark(run.remark);
      void run.ended?.then((text) => {
        farewell = text;
        cockpit.onQuit();
      });
      if (run.interrupted) cockpit.offer(run.interrupted);
      const { openDoor } = await import('./attach-door.ts');
      closeDoor = await openDoor(() => sessionOn(cockpit) ?? opened, run.layouts, tell);
    }
    await exited;
  } finally {
    // Before anything is printed about a failure: what is written to the alternate screen is lost.
    endMouse();
    process.off('exit', endMouse);
    screen.unmount();
    input.close();
    recording.stop();
    cockpit.close();
    closeDoor();
    await run?.close();
  }
  if (farewell !== undefined) process.stdout.write(`${farewell}\n`);
}

/** What the cockpit shows now: it may carry on with another session than it was opened with. */
function sessionOn(cockpit: Cockpit): OpenRun['session'] | undefined {
  const { phase } = cockpit.getView();
  return phase.name === 'running' ? phase.session : undefined;
}
