import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, packageRoot } from '../scripts/bundle.ts';
import { TestTerminal } from '../test/terminal/terminal.ts';
import type { Result } from './result.ts';
import { median } from './statistics.ts';

const rounds = 15;

/** From the start of the process to its first painted frame, on a 120x40 terminal: the cockpit, and a one-line Ink program bundled the same way. */
export async function measureStartup(): Promise<readonly Result[]> {
  // Inside the package, so that both programs are read from the same file system.
  const dir = mkdtempSync(join(packageRoot, 'dist/.one-line-'));
  try {
    await bundle({ name: 'one-line', file: join(packageRoot, 'bench/one-line.tsx') }, dir);
    const oneLine = [join(dir, 'cli/one-line.js')];
    const cockpit = [join(packageRoot, 'bin/harmony.js'), 'run'];
    const samples: { readonly oneLine: number[]; readonly cockpit: number[] } = { oneLine: [], cockpit: [] };
    // One round to warm the file cache, then turn by turn, so that both meet the same machine.
    for (let round = 0; round <= rounds; round++) {
      const oneLineMs = await firstFrameMs(oneLine, 'one line');
      const cockpitMs = await firstFrameMs(cockpit, 'HARMONY');
      if (round > 0) {
        samples.oneLine.push(oneLineMs);
        samples.cockpit.push(cockpitMs);
      }
    }
    const [oneLineMs, cockpitMs] = [median(samples.oneLine), median(samples.cockpit)];
    return [
      { name: 'first frame, one-line Ink program', value: oneLineMs, unit: 'ms', note: `median of ${rounds}` },
      { name: 'first frame, cockpit', value: cockpitMs, unit: 'ms', note: `median of ${rounds}, interleaved` },
      { name: 'first frame, ratio', value: cockpitMs / oneLineMs, unit: '', aim: { below: 1.5 } },
    ];
  } finally {
    rmSync(dir, { recursive: true });
  }
}

async function firstFrameMs(program: readonly string[], text: string): Promise<number> {
  const startedAt = performance.now();
  await using terminal = new TestTerminal(process.execPath, program, { columns: 120, rows: 40 });
  await terminal.waitForText(text);
  return performance.now() - startedAt;
}
