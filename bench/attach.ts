import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { bundle, packageRoot } from '../scripts/bundle.ts';
import { TestTerminal } from '../test/terminal/terminal.ts';
import type { FrameCost } from './frame-stopwatch.ts';
import type { Result } from './result.ts';
import { median, percentile } from './statistics.ts';

const frames = 200;
/** Frames in which the just-in-time compiler warms up, and the viewers come. */
const warmUp = 60;
/** Each with viewers and without, by turns: one machine is not as fast at all times. */
const rounds = 3;

const viewerKinds = ['follow', 'follow', 'sleep', 'flood'] as const;

/** What viewers cost the stage: two that follow, one that is stopped, and one that floods it. */
export async function measureAttach(): Promise<readonly Result[]> {
  const dir = mkdtempSync(join(packageRoot, 'dist/.attach-'));
  try {
    await bundle(
      { name: 'attach-stage', file: join(packageRoot, 'bench/attach-stage-program.tsx') },
      join(dir, 'stage'),
    );
    await bundle(
      { name: 'attach-viewer', file: join(packageRoot, 'bench/attach-viewer-program.ts') },
      join(dir, 'viewer'),
    );
    const alone: Frames[] = [];
    const watched: Frames[] = [];
    for (let round = 0; round < rounds; round += 1) {
      alone.push(await measureStage(dir, []));
      watched.push(await measureStage(dir, viewerKinds));
    }
    return (['wallMs', 'cpuMs'] as const).flatMap((measure) => resultsOf(alone, watched, measure));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

interface Frames {
  readonly wallMs: number;
  readonly cpuMs: number;
}

function resultsOf(alone: readonly Frames[], watched: readonly Frames[], measure: keyof Frames): readonly Result[] {
  const [before, after] = [alone, watched].map((each) => median(each.map((frame) => frame[measure])));
  const name = measure === 'wallMs' ? 'frame' : 'CPU time of a frame';
  return [
    {
      name: `${name} with viewers, p95`,
      value: after ?? 0,
      unit: 'ms',
      note: 'two follow, one is stopped, one floods',
    },
    {
      name: `${name}, change by viewers`,
      value: 100 * ((after ?? 0) / (before ?? 1) - 1),
      unit: '%',
      aim: { below: 10 },
      note: `p95, ${before?.toFixed(2)} ms without`,
    },
  ];
}

/** The p95 of a stage's frames. */
async function measureStage(dir: string, kinds: readonly (typeof viewerKinds)[number][]): Promise<Frames> {
  const file = join(dir, 'costs.json');
  const socket = join(dir, 'stage.sock');
  rmSync(socket, { force: true });
  const program = [join(dir, 'stage/cli/attach-stage.js'), String(frames + warmUp), file, socket];
  await using terminal = new TestTerminal(process.execPath, program, { columns: 120, rows: 40 });
  let isOver = false;
  void terminal.ended().then(() => {
    isOver = true;
  });
  while (!existsSync(socket) && !isOver) await wait(20);
  if (isOver) throw new Error(`the stage did not open: ${terminal.screen.text}`);
  const viewers = kinds.map((kind) =>
    spawn(process.execPath, [join(dir, 'viewer/cli/attach-viewer.js'), kind, socket], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  try {
    await Promise.all(viewers.map(begun));
    viewers[kinds.indexOf('sleep')]?.kill('SIGSTOP');
    await terminal.ended();
  } finally {
    for (const viewer of viewers) viewer.kill('SIGKILL');
  }
  const samples = (JSON.parse(readFileSync(file, 'utf8')) as readonly FrameCost[]).slice(warmUp);
  return {
    wallMs: percentile(
      samples.map(({ wallMs }) => wallMs),
      0.95,
    ),
    cpuMs: percentile(
      samples.map(({ cpuMs }) => cpuMs),
      0.95,
    ),
  };
}

async function begun({ stdout }: ChildProcess): Promise<void> {
  if (stdout) await once(stdout, 'data');
}
