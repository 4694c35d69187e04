import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, packageRoot } from '../scripts/bundle.ts';
import { TestTerminal } from '../test/terminal/terminal.ts';
import type { Result } from './result.ts';
import { percentile } from './statistics.ts';

const frames = 200;
/** Frames in which the just-in-time compiler warms up. */
const warmUp = 50;

/** How long the cockpit takes to draw a frame, with ten updates a second in the middle of a conflict. */
export async function measureFrames(): Promise<readonly Result[]> {
  const dir = mkdtempSync(join(packageRoot, 'dist/.frames-'));
  try {
    await bundle({ name: 'frames', file: join(packageRoot, 'bench/frames-program.tsx') }, dir);
    return [
      ...(await measureAt(dir, { columns: 120, rows: 40 }, 12)),
      ...(await measureAt(dir, { columns: 200, rows: 60 }, 20)),
    ];
  } finally {
    rmSync(dir, { recursive: true });
  }
}

async function measureAt(
  dir: string,
  size: { columns: number; rows: number },
  aimMs: number,
): Promise<readonly Result[]> {
  const file = join(dir, `${size.columns}x${size.rows}.json`);
  await using terminal = new TestTerminal(
    process.execPath,
    [join(dir, 'cli/frames.js'), String(frames + warmUp), file],
    size,
  );
  await terminal.ended();
  const samples = (JSON.parse(readFileSync(file, 'utf8')) as readonly FrameCost[]).slice(warmUp);
  const wallMs = samples.map((sample) => sample.wallMs);
  const cpuMs = samples.map((sample) => sample.cpuMs);
  const name = `frame at ${size.columns}x${size.rows}`;
  return [
    {
      name: `${name}, p50`,
      value: percentile(wallMs, 0.5),
      unit: 'ms',
      note: `${samples.length} frames, 10 updates/s`,
    },
    { name: `${name}, p95`, value: percentile(wallMs, 0.95), unit: 'ms', aim: { below: aimMs } },
    {
      name: `${name}, p95 of CPU time`,
      value: percentile(cpuMs, 0.95),
      unit: 'ms',
      note: 'without waiting for other processes',
    },
    { name: `${name}, bytes`, value: terminal.bytes / terminal.frames, unit: 'B/frame' },
  ];
}

/** As `frames-program.tsx` writes it. */
interface FrameCost {
  readonly wallMs: number;
  readonly cpuMs: number;
}
