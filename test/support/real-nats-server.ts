import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from './free-port.ts';

export interface RealNatsServer {
  readonly url: string;
  /** Address of its HTTP monitoring. */
  readonly monitoring: string;
}

/** A nats-server with JetStream and monitoring on loopback; it ends with the test, and its files with it. */
export async function startNatsServer(): Promise<RealNatsServer> {
  const [port, httpPort] = [await freePort(), await freePort()];
  const folder = mkdtempSync(join(tmpdir(), 'harmony-nats-'));
  const child = spawn(
    'nats-server',
    ['--addr', '127.0.0.1', '--port', `${port}`, '--http_port', `${httpPort}`, '--jetstream', '--store_dir', folder],
    { stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  const monitoring = `http://127.0.0.1:${httpPort}`;
  const deadline = performance.now() + 20_000;
  while (
    !(await fetch(`${monitoring}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (performance.now() > deadline) throw new Error('nats-server did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url: `nats://127.0.0.1:${port}`, monitoring };
}
