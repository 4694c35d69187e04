import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubeCluster } from '../../src/kube/kube-cluster.ts';
import { openKubeCluster } from '../../src/kube/open-kube-cluster.ts';
import { freePort } from '../support/free-port.ts';

const launcher = join(import.meta.dirname, '../../bin/harmony.js');

/** `harmony cluster meme-generator` as a process of its own, which can be killed and started again at the same place. */
export class ClusterProcess implements AsyncDisposable {
  readonly kubeconfig: string;
  readonly #folder: string;
  readonly #args: readonly string[];
  readonly #clients: KubeCluster[] = [];
  #child: ChildProcess | undefined;

  private constructor(port: number, speed: number) {
    this.#folder = mkdtempSync(join(tmpdir(), 'harmony-served-'));
    this.kubeconfig = join(this.#folder, 'config');
    const place = ['--port', String(port), '--kubeconfig', this.kubeconfig];
    this.#args = ['cluster', 'meme-generator', '--seed', '1', '--speed', String(speed), ...place];
  }

  static async start(speed = 1): Promise<ClusterProcess> {
    const cluster = new ClusterProcess(await freePort(), speed);
    await cluster.start();
    return cluster;
  }

  /** Resolves once it serves, under the certificate and the token of this start. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [launcher, ...this.#args], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.stdout.once('data', () => resolve());
      child.once('exit', (status) => reject(new Error(`harmony cluster ended with ${status}`)));
    });
  }

  /** Ends it in the middle of everything. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  /** A client of one's own, to look behind the cockpit's back. */
  async client(): Promise<KubeCluster> {
    const client = await openKubeCluster({ kubeconfig: this.kubeconfig });
    this.#clients.push(client);
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
