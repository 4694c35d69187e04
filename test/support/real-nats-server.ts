import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from './free-port.ts';

export interface RealNatsServer {
  readonly url: string;
  /** Address of its HTTP monitoring. */
  readonly monitoring: string;
  /** As a power cut does. Resolves when it is gone. */
  kill(): Promise<void>;
  /** At the same address, with the streams it had. Resolves when it is healthy. */
  start(): Promise<void>;
}

export interface NatsServerOptions {
  /** Where it listens; loopback has more than one address. */
  readonly host?: string;
  readonly port?: number;
  readonly httpPort?: number;
  /** More of its command line. */
  readonly args?: readonly string[];
}

/** A nats-server with JetStream and monitoring on loopback; it ends with the test, and its files with it. */
export async function startNatsServer(options: NatsServerOptions = {}): Promise<RealNatsServer> {
  const server = await natsServer(options);
  await server.start();
  return server;
}

/** The same, not started yet. */
export async function natsServer(options: NatsServerOptions = {}): Promise<RealNatsServer> {
  const { host = '127.0.0.1', args = [] } = options;
  const [port, httpPort] = [options.port ?? (await freePort()), options.httpPort ?? (await freePort())];
  const folder = mkdtempSync(join(tmpdir(), 'harmony-nats-'));
  const monitoring = `http://${host}:${httpPort}`;
  const where = ['--addr', host, '--port', `${port}`, '--http_port', `${httpPort}`];
  let child: ChildProcess | undefined;
  const server: RealNatsServer = {
    url: `nats://${host}:${port}`,
    monitoring,
    async kill() {
      const ending = child;
      child = undefined;
      if (!ending) return;
      const ended = new Promise((resolve) => ending.once('close', resolve));
      ending.kill('SIGKILL');
      await ended;
    },
    async start() {
      child = spawn('nats-server', [...where, '--jetstream', '--store_dir', folder, ...args], { stdio: 'ignore' });
      const deadline = performance.now() + 20_000;
      while (!(await isHealthy(monitoring))) {
        if (performance.now() > deadline) throw new Error('nats-server did not start');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
  onTestFinished(async () => {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  return server;
}

function isHealthy(monitoring: string): Promise<boolean> {
  return fetch(`${monitoring}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
