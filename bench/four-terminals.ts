import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { channel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { packageRoot } from '../scripts/bundle.ts';
import { openEmbedded } from '../src/cli/open-embedded.ts';
import { serveApi } from '../src/embedded/apiserver/api-server.ts';
import { kubeconfig, writeKubeconfig } from '../src/embedded/apiserver/kubeconfig.ts';
import { loadScenario } from '../src/scenario/load-scenario.ts';
import { TestTerminal } from '../test/terminal/terminal.ts';
import { cpuMsOf, cpuMsWithChildren } from './cpu.ts';
import type { Result } from './result.ts';

const windowMs = 20_000;
/** Until caches are filled and just-in-time compilers have seen enough. */
const settleMs = 8000;

/** What a presenter has open today. Each loop is one terminal; the fourth is a watch. */
const loops = [
  'kubectl get hpa',
  'kubectl get --raw "/apis/custom.metrics.k8s.io/v1beta1/namespaces/meme-generator/pods/*/memegenerator_pod_cpu_rate"',
  'kubectl get events',
];

interface Observed {
  readonly cpuPercent: number;
  readonly requestsPerMinute: number;
}

/** CPU and API requests of the cockpit on an idle cluster, beside those of the four terminals it replaces, on the same served cluster. */
export async function measureFourTerminals(): Promise<readonly Result[]> {
  if (spawnSync('kubectl', ['version', '--client']).error !== undefined) return [];
  const scenario = loadScenario('meme-generator');
  const { cluster, close } = await openEmbedded(scenario, { scenario: 'meme-generator', speed: 1, debug: false });
  const server = await serveApi({ kernel: cluster.kernel });
  const folder = mkdtempSync(join(tmpdir(), 'harmony-bench-'));
  const file = join(folder, 'kubeconfig');
  writeKubeconfig(file, kubeconfig(server, scenario.target.namespace));
  cluster.pacer.start();
  const env = { ...process.env, KUBECONFIG: file, HOME: folder, XDG_STATE_HOME: folder };
  try {
    const terminals = await observeTerminals(env);
    const cockpit = await observeCockpit(file, folder);
    const note = 'idle cluster, 1x';
    return [
      { name: 'CPU, the four terminals', value: terminals.cpuPercent, unit: '% of a core', note },
      { name: 'CPU, cockpit through the API', value: cockpit.cpuPercent, unit: '% of a core', note },
      {
        name: 'CPU, cockpit over terminals',
        value: cockpit.cpuPercent / terminals.cpuPercent,
        unit: '',
        aim: { below: 0.5 },
      },
      { name: 'API requests, the four terminals', value: terminals.requestsPerMinute, unit: '/min', note },
      { name: 'API requests, cockpit', value: cockpit.requestsPerMinute, unit: '/min', note },
      {
        name: 'API requests, cockpit over terminals',
        value: cockpit.requestsPerMinute / terminals.requestsPerMinute,
        unit: '',
        aim: { below: 0.2 },
      },
    ];
  } finally {
    await server.close();
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function observeTerminals(env: NodeJS.ProcessEnv): Promise<Observed> {
  const start = (script: string): ChildProcess =>
    spawn('bash', ['-c', script], { env, stdio: 'ignore', detached: true });
  const shells = [
    ...loops.map((command) => start(`while :; do ${command}; sleep 2; done`)),
    start('exec kubectl get pods -w'),
  ];
  try {
    const pids = shells.flatMap(({ pid }) => pid ?? []);
    return await observe(() => pids.reduce((sum, pid) => sum + cpuMsWithChildren(pid), 0));
  } finally {
    for (const shell of shells) {
      const ended = once(shell, 'exit');
      // The whole group: a shell that is killed alone leaves its kubectl behind.
      if (shell.pid !== undefined) process.kill(-shell.pid, 'SIGKILL');
      await ended;
    }
  }
}

async function observeCockpit(file: string, home: string): Promise<Observed> {
  const args = ['run', 'meme-generator', '--context', 'harmony-embedded', '--kubeconfig', file, '--read-only'];
  const program = [join(packageRoot, 'bin/harmony.js'), ...args];
  await using terminal = new TestTerminal(process.execPath, program, {
    columns: 120,
    rows: 40,
    env: { XDG_STATE_HOME: home },
  });
  await terminal.waitForText('LIVE harmony-embedded');
  return await observe(() => cpuMsOf(terminal.pid));
}

async function observe(cpuMs: () => number): Promise<Observed> {
  await wait(settleMs);
  let requests = 0;
  const started = channel('http.server.request.start');
  const count = () => {
    requests += 1;
  };
  started.subscribe(count);
  const before = { cpuMs: cpuMs(), at: performance.now() };
  await wait(windowMs);
  const seconds = (performance.now() - before.at) / 1000;
  const observed = {
    cpuPercent: (cpuMs() - before.cpuMs) / seconds / 10,
    requestsPerMinute: (requests * 60) / seconds,
  };
  started.unsubscribe(count);
  return observed;
}
