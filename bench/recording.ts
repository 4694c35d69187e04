import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { bundle, packageRoot } from '../scripts/bundle.ts';
import type { Result } from './result.ts';

interface Written {
  /** Of one core, over the hour that was recorded. */
  readonly cpuShare: number;
  readonly bytes: number;
}

interface Read {
  readonly openMs: number;
  readonly seekMs95: number;
  readonly seekMsMost: number;
  readonly peakMb: number;
}

/** What recording costs a run, and how quickly one is anywhere in an hour of it. */
export async function measureRecording(): Promise<readonly Result[]> {
  const folder = mkdtempSync(join(packageRoot, 'dist/.recording-'));
  try {
    // As it is delivered: what strips the types of a source would count as memory.
    await bundle({ name: 'long-run', file: join(packageRoot, 'bench/long-run-program.ts') }, folder);
    const program = join(folder, 'cli/long-run.js');
    const written = (await runProgram(program, ['write', folder])) as Written;
    const read = (await runProgram(program, ['read', folder])) as Read;
    const note = 'an hour, 200 pods';
    return [
      { name: 'recording, CPU', value: written.cpuShare * 100, unit: '% of a core', aim: { below: 1 }, note },
      { name: 'recording, size', value: written.bytes / 1e6, unit: 'MB', note },
      { name: 'replay, open', value: read.openMs, unit: 'ms', note },
      { name: 'replay, seek, 95 %', value: read.seekMs95, unit: 'ms', note: 'to any second' },
      { name: 'replay, seek, longest', value: read.seekMsMost, unit: 'ms', aim: { below: 200 } },
      { name: 'replay, memory', value: read.peakMb, unit: 'MB', aim: { below: 150 }, note: 'peak of the process' },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runProgram(program: string, args: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(await text(child.stdout));
}
