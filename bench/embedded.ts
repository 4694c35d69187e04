import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Result } from './result.ts';

interface BigRun {
  readonly wallMs: number;
  readonly virtualSeconds: number;
  readonly changes: number;
  readonly pods: number;
  readonly peakMb: number;
}

interface FanOutRun {
  readonly seconds: number;
  readonly written: number;
  readonly delivered: number;
  readonly lost: number;
  readonly repeated: number;
  readonly lagMs95: number;
  readonly peakMb: number;
}

const watchers = 20;
const changesPerSecond = 500;
const fanOutSeconds = 30;

/** The embedded cluster at size: 1,000 pods under 50 HPAs, and many watches over the HTTP API. */
export async function measureEmbedded(): Promise<readonly Result[]> {
  const big = (await runProgram('big-cluster-program.ts', ['50', '20', '300'])) as BigRun;
  const fanOut = (await runProgram('fan-out-program.ts', [
    `${watchers}`,
    `${changesPerSecond}`,
    `${fanOutSeconds}`,
  ])) as FanOutRun;
  const speed = big.virtualSeconds / (big.wallMs / 1000);
  const expected = watchers * fanOut.written;
  return [
    {
      name: `embedded, ${big.pods} pods, 50 HPAs`,
      value: speed,
      unit: 'virtual s/s',
      aim: { above: 50 },
      note: `${big.changes} changes in ${big.virtualSeconds} virtual s`,
    },
    { name: 'embedded, its memory', value: big.peakMb, unit: 'MB', aim: { below: 400 } },
    {
      name: `watch fan-out, ${watchers} clients`,
      value: fanOut.written / fanOut.seconds,
      unit: 'changes/s',
      aim: { above: changesPerSecond * 0.95 },
      note: `over HTTPS for ${fanOut.seconds.toFixed(0)} s`,
    },
    {
      name: 'watch fan-out, lost or repeated',
      value: fanOut.lost + fanOut.repeated,
      unit: '',
      aim: { below: 0 },
      note: `${fanOut.delivered} of ${expected} events`,
    },
    { name: 'watch fan-out, lag, 95 %', value: fanOut.lagMs95, unit: 'ms', note: 'from write to client' },
    { name: 'watch fan-out, server memory', value: fanOut.peakMb, unit: 'MB', aim: { below: 400 } },
  ];
}

async function runProgram(file: string, args: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout));
}
