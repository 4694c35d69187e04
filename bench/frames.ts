import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, packageRoot } from '../scripts/bundle.ts';
import { TestTerminal } from '../test/terminal/terminal.ts';
import type { FrameCost } from './frame-stopwatch.ts';
import type { Result } from './result.ts';
import { percentile } from './statistics.ts';

const frames = 200;
/** Frames in which the just-in-time compiler warms up. */
const warmUp = 50;

/** How long the cockpit takes to draw a frame, with ten updates a second in the middle of a conflict; and how long over thousands of pods. */
export async function measureFrames(): Promise<readonly Result[]> {
  const dir = mkdtempSync(join(packageRoot, 'dist/.frames-'));
  try {
    await bundle({ name: 'frames', file: join(packageRoot, 'bench/frames-program.tsx') }, dir);
    const usual = [
      ...(await measureAt(dir, 'stage', { columns: 120, rows: 40 }, 12)),
      ...(await measureAt(dir, 'stage', { columns: 200, rows: 60 }, 20)),
      ...(await measureAt(dir, 'wide', { columns: 200, rows: 60 }, 20)),
    ];
    await bundle({ name: 'crowd', file: join(packageRoot, 'bench/crowd-program.tsx') }, dir);
    return [...usual, ...(await measureCrowd(dir))];
  } finally {
    rmSync(dir, { recursive: true });
  }
}

async function measureAt(
  dir: string,
  layout: string,
  size: { columns: number; rows: number },
  aimMs: number,
): Promise<readonly Result[]> {
  const file = join(dir, 'costs.json');
  await run(dir, 'frames', [String(frames + warmUp), file, layout], size);
  const samples = (JSON.parse(readFileSync(file, 'utf8')) as readonly FrameCost[]).slice(warmUp);
  return frameResults(`frame of ${layout} at ${size.columns}x${size.rows}`, samples, aimMs, '10 updates/s');
}

const crowd = { pods: 5000, changesPerSecond: 500 };

async function measureCrowd(dir: string): Promise<readonly Result[]> {
  const file = join(dir, 'crowd.json');
  const { pods, changesPerSecond } = crowd;
  const args = [String(frames + warmUp), file, String(pods), String(changesPerSecond)];
  await run(dir, 'crowd', args, { columns: 120, rows: 40 });
  const { costs, births, deaths, peakMb } = JSON.parse(readFileSync(file, 'utf8')) as CrowdFigures;
  const name = `frame over ${pods} pods`;
  return [
    ...frameResults(name, costs.slice(warmUp), 33, `${changesPerSecond} pod changes/s`),
    { name: `${name}, memory`, value: peakMb, unit: 'MB', aim: { below: 250 }, note: 'peak of the process' },
    {
      // Each pod that ends is replaced, so that every birth beyond the first ones has its death before it.
      name: `${name}, births lost`,
      value: Math.abs(births - pods - deaths),
      unit: '',
      aim: { below: 1 },
      note: `${deaths} pods replaced; one may be on its way`,
    },
  ];
}

async function run(
  dir: string,
  program: string,
  args: readonly string[],
  size: { columns: number; rows: number },
): Promise<void> {
  await using terminal = new TestTerminal(process.execPath, [join(dir, `cli/${program}.js`), ...args], size);
  await terminal.ended();
}

function frameResults(name: string, samples: readonly FrameCost[], aimMs: number, note: string): readonly Result[] {
  const wallMs = samples.map((sample) => sample.wallMs);
  const cpuMs = samples.map((sample) => sample.cpuMs);
  const bytes = samples.map((sample) => sample.bytes);
  return [
    { name: `${name}, p50`, value: percentile(wallMs, 0.5), unit: 'ms', note: `${samples.length} frames, ${note}` },
    { name: `${name}, p95`, value: percentile(wallMs, 0.95), unit: 'ms', aim: { below: aimMs } },
    {
      name: `${name}, p95 of CPU time`,
      value: percentile(cpuMs, 0.95),
      unit: 'ms',
      note: 'without waiting for other processes',
    },
    { name: `${name}, bytes`, value: percentile(bytes, 0.5), unit: 'B', aim: { below: 4096 }, note: 'median' },
  ];
}

/** As `crowd-program.tsx` writes it. */
interface CrowdFigures {
  readonly costs: readonly FrameCost[];
  /** Of all pods, those there were at first included. */
  readonly births: number;
  readonly deaths: number;
  readonly peakMb: number;
}
