import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { packageRoot } from '../scripts/bundle.ts';
import type { Result } from './result.ts';
import { median } from './statistics.ts';

const rounds = 3;

/** How much faster than real time `harmony rehearse --speed max` plays the built-in scenario. */
export async function measureRehearsal(): Promise<readonly Result[]> {
  const speeds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { virtualSeconds, wallMillis } = await rehearse();
    speeds.push(virtualSeconds / (wallMillis / 1000));
  }
  return [
    {
      name: 'rehearse meme-generator',
      value: median(speeds),
      unit: 'virtual s/s',
      aim: { above: 500 },
      note: `median of ${rounds}`,
    },
  ];
}

async function rehearse(): Promise<{ readonly virtualSeconds: number; readonly wallMillis: number }> {
  const args = ['rehearse', 'meme-generator', '--speed', 'max', '--seed', '1', '--json'];
  const child = spawn(process.execPath, [join(packageRoot, 'bin/harmony.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const result: unknown = JSON.parse(await text(child.stdout));
  if (typeof result !== 'object' || result === null || !('virtualSeconds' in result) || !('wallMillis' in result)) {
    throw new Error('rehearse printed something else than its result');
  }
  return { virtualSeconds: Number(result.virtualSeconds), wallMillis: Number(result.wallMillis) };
}
