import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { freePort } from './free-port.ts';
import { scratchFolder } from './scratch-folder.ts';

export interface RealRedisServer {
  readonly url: string;
  /** redis-cli with these words; what it prints. */
  command(...words: readonly string[]): string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** A redis-server on loopback that keeps nothing; it ends with the test. */
export async function startRedisServer(password?: string): Promise<RealRedisServer> {
  const port = await freePort();
  const folder = scratchFolder();
  const login = password === undefined ? [] : ['--requirepass', password];
  let child: ChildProcess | undefined;
  const server: RealRedisServer = {
    url: `redis://127.0.0.1:${port}`,
    command: (...words) => cli(port, words, password),
    async kill() {
      const ending = child;
      child = undefined;
      if (!ending) return;
      const ended = new Promise((resolve) => ending.once('close', resolve));
      ending.kill('SIGKILL');
      await ended;
    },
    async start() {
      const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder, ...login];
      child = spawn('redis-server', args, { stdio: 'ignore' });
      const deadline = performance.now() + 20_000;
      while (cli(port, ['PING'], password) !== 'PONG') {
        if (performance.now() > deadline) throw new Error('redis-server did not start');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
  onTestFinished(() => server.kill());
  await server.start();
  return server;
}

function cli(port: number, words: readonly string[], password: string | undefined): string {
  const env = { ...process.env, ...(password !== undefined && { REDISCLI_AUTH: password }) };
  return spawnSync('redis-cli', ['-p', `${port}`, ...words], { encoding: 'utf8', env }).stdout.trim();
}
