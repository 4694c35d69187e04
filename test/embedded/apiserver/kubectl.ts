import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../../src/cli/embedded-setup.ts';
import { serveApi } from '../../../src/embedded/apiserver/api-server.ts';
import { kubeconfig, writeKubeconfig } from '../../../src/embedded/apiserver/kubeconfig.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import type { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';

/** The real kubectl, where there is one. */
export const kubectlIsThere = spawnSync('kubectl', ['version', '--client']).status === 0;

/** How a call of kubectl ended. */
export interface Called {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  readonly input?: string;
  readonly timeoutMs?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** A served scenario and kubectl on it. Whoever opened it closes it. */
export interface KubectlBench {
  readonly cluster: EmbeddedCluster;
  /** A call that ends, or is ended after `timeoutMs`. */
  run(args: readonly string[], options?: CallOptions): Promise<Called>;
  /** Standard output of a call that has to succeed. */
  out(...args: readonly string[]): Promise<string>;
  /** Output of a call that does not end by itself: `then` is called once it has begun, and it is ended when the output matches. */
  follow(args: readonly string[], until: RegExp, then: () => Promise<unknown>): Promise<string>;
  close(): Promise<void>;
}

/** Serves a scenario in its baseline mode, five minutes old, at twenty times real time. */
export async function openKubectlBench(scenarioName: string): Promise<KubectlBench> {
  const scenario = loadScenario(scenarioName);
  const startAt = epochMs(Math.floor(Date.now() / 1000) * 1000 - 300_000);
  const cluster = createEmbeddedCluster(embeddedSetup(scenario, { startAt }));
  await cluster.virtualClock.advanceTo(epochMs(startAt + 300_000));
  const server = await serveApi({ kernel: cluster.kernel });
  const folder = mkdtempSync(join(tmpdir(), 'harmony-kubectl-'));
  const file = join(folder, 'kubeconfig');
  writeKubeconfig(file, kubeconfig(server, scenario.target.namespace));
  cluster.pacer.setSpeed(20);
  cluster.pacer.start();
  // A home of its own: kubectl caches what it discovers by address, and ports come again.
  const environment = { ...process.env, KUBECONFIG: file, HOME: folder, KUBECACHEDIR: join(folder, 'cache') };
  const run: KubectlBench['run'] = (args, { input = '', timeoutMs = 20_000, env = {} } = {}) =>
    new Promise((resolve) => {
      const options = { env: { ...environment, ...env }, timeout: timeoutMs, maxBuffer: 16 * 1024 * 1024 };
      const child = execFile('kubectl', [...args], options, (error, stdout, stderr) =>
        resolve({ status: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
      );
      child.stdin?.end(input);
    });
  return {
    cluster,
    run,
    async out(...args) {
      const called = await run(args);
      if (called.status !== 0) throw new Error(`kubectl ${args.join(' ')}: ${called.stderr}${called.stdout}`);
      return called.stdout;
    },
    follow: (args, until, then) =>
      new Promise((resolve, reject) => {
        const child = spawn('kubectl', [...args], { env: environment });
        let output = '';
        child.stdout.once('data', () => void then().catch(reject));
        child.stdout.on('data', (chunk: Buffer) => {
          output += chunk.toString();
          if (until.test(output)) child.kill('SIGKILL');
        });
        child.once('close', () => resolve(output));
      }),
    async close() {
      await server.close();
      await cluster.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
