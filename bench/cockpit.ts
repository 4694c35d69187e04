import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { packageRoot } from '../scripts/bundle.ts';
import { TestTerminal } from '../test/terminal/terminal.ts';
import { cpuMsOf } from './cpu.ts';
import type { Result } from './result.ts';

const windowMs = 10_000;

/** CPU and output of the real cockpit on a 120x40 terminal: at rest in its baseline, and in the middle of a conflict under load. */
export async function measureCockpit(): Promise<readonly Result[]> {
  const idle = await observe([]);
  const busy = await observe([
    // The mode is entered when its own key has nothing left to do and the load's key has.
    ['c', /\(c\)onflict.*\[1\]/],
    ['1', /burst-6000\.yaml/],
  ]);
  return [
    { name: 'CPU, idle cockpit', value: idle.cpuPercent, unit: '% of a core', aim: { below: 4 }, note: 'baseline, 1x' },
    { name: 'CPU, busy cockpit', value: busy.cpuPercent, unit: '% of a core', note: 'conflict under load, 1x' },
    { name: 'output, idle cockpit', value: idle.bytesPerSecond, unit: 'B/s' },
    {
      name: 'output, busy cockpit',
      value: busy.bytesPerFrame,
      unit: 'B/frame',
      note: `${busy.framesPerSecond.toFixed(1)} frames/s`,
    },
  ];
}

interface Observed {
  readonly cpuPercent: number;
  readonly framesPerSecond: number;
  readonly bytesPerFrame: number;
  readonly bytesPerSecond: number;
}

/** Presses keys, each once the effect of the one before is on the screen, and then watches for a while. */
async function observe(keys: readonly (readonly [key: string, effect: RegExp])[]): Promise<Observed> {
  const program = [join(packageRoot, 'bin/harmony.js'), 'run', '--seed', '1'];
  await using terminal = new TestTerminal(process.execPath, program, { columns: 120, rows: 40 });
  await terminal.waitForText('EMBEDDED');
  for (const [key, effect] of keys) {
    terminal.type(key);
    await terminal.waitForText(effect);
  }
  // Start-up and the first seconds of just-in-time compilation are not what is asked here.
  await wait(5000);
  const before = {
    cpuMs: cpuMsOf(terminal.pid),
    bytes: terminal.bytes,
    frames: terminal.frames,
    at: performance.now(),
  };
  await wait(windowMs);
  const seconds = (performance.now() - before.at) / 1000;
  const bytes = terminal.bytes - before.bytes;
  const frames = terminal.frames - before.frames;
  return {
    cpuPercent: (cpuMsOf(terminal.pid) - before.cpuMs) / seconds / 10,
    framesPerSecond: frames / seconds,
    bytesPerFrame: bytes / Math.max(1, frames),
    bytesPerSecond: bytes / seconds,
  };
}
