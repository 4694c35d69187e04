import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';

const program = join(import.meta.dirname, '../../../src/cli/main.ts');
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

interface Running {
  readonly child: ChildProcess;
  readonly kubeconfig: string;
}

function start(...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [program, 'cluster', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  return child;
}

async function ready(...args: readonly string[]): Promise<Running> {
  const child = start(...args);
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  const [, kubeconfig = ''] = /^ready KUBECONFIG=(.+)\n$/.exec(line.toString()) ?? [];
  return { child, kubeconfig };
}

interface Config {
  readonly 'current-context': string;
  readonly clusters: readonly { readonly cluster: { readonly server: string } }[];
}

function read(file: string): Config {
  return JSON.parse(readFileSync(file, 'utf8')) as Config;
}

describe('harmony cluster', { timeout: 30_000 }, () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'ends on %s with status 0 and takes its kubeconfig along',
    async (signal) => {
      const { child, kubeconfig } = await ready(
        'meme-generator',
        '--speed',
        '10',
        '--seed',
        '1',
        '--profile',
        'upstream',
      );
      expect(read(kubeconfig)['current-context']).toBe('harmony-embedded');
      expect(statSync(kubeconfig).mode & 0o777).toBe(0o600);
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
      expect(existsSync(join(kubeconfig, '..'))).toBe(false);
    },
  );

  test('writes the kubeconfig where it is told to, leaves it there, and refuses a port that is taken', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'harmony-test-'));
    const file = join(folder, 'kc.yaml');
    const { child, kubeconfig } = await ready('--kubeconfig', file);
    expect(kubeconfig).toBe(file);
    const { port } = new URL(read(file).clusters[0]?.cluster.server ?? '');
    const second = start('--port', port);
    expect(await once(second, 'exit')).toEqual([1, null]);
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(existsSync(file)).toBe(true);
    rmSync(folder, { recursive: true });
  });

  test('refuses a kubeconfig that cannot be written and a port that is none', async () => {
    expect(await once(start('--kubeconfig', '/nowhere/at/all'), 'exit')).toEqual([2, null]);
    expect(await once(start('--port', '70000'), 'exit')).toEqual([2, null]);
  });
});
