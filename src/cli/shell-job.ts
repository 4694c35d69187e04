import type { MouseMode } from '../ui/input/mouse-mode.ts';
import { pauseMs } from './real-time.ts';

/** Longer than it takes to be stopped. The clock goes on meanwhile, so that this is over as soon as the shell lets the program go on. */
const stoppedMs = 50;

/**
 * What Ctrl-Z does where the terminal is in raw mode: stops the whole job as the terminal would, the launcher included, and resolves when
 * the shell has brought it back. Undefined where there is no such thing. Whoever calls it has given the screen back.
 */
export function jobSuspension(mouse: MouseMode): (() => Promise<void>) | undefined {
  if (process.platform === 'win32') return undefined;
  return async () => {
    const wasOn = mouse.isOn;
    mouse.set(false);
    process.kill(0, 'SIGTSTP');
    await pauseMs(stoppedMs);
    mouse.set(wasOn);
  };
}
