import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { epochMs, plusMs } from '../src/autoscaling/units.ts';
import { embeddedSetup } from '../src/cli/embedded-setup.ts';
import { warmUp } from '../src/cli/warm-up.ts';
import { resources } from '../src/cluster/resources.ts';
import { serveApi } from '../src/embedded/apiserver/api-server.ts';
import { createEmbeddedCluster } from '../src/embedded/create.ts';
import type { EmbeddedCluster } from '../src/embedded/embedded-cluster.ts';
import { SeededRandom } from '../src/embedded/seeded-random.ts';
import { openKubeCluster } from '../src/kube/open-kube-cluster.ts';
import { FlightRecorder } from '../src/recording/flight-recorder.ts';
import { recordingName } from '../src/recording/format.ts';
import { loadScenario } from '../src/scenario/load-scenario.ts';
import { openSession } from '../src/session/open-session.ts';
import type { Session } from '../src/session/session.ts';
import { openFaultProxy } from '../test/kube/faults/fault-proxy.ts';
import { placeKubeconfig } from '../test/kube/served-cluster.ts';

// `node --expose-gc bench/soak.ts [--hours 8] [--seconds 60]`: a session that goes on for hours of its cluster's time while modes are flipped,
// loads are started and pods die, with the flight recorder on; then one over HTTP, for seconds of real time, through a proxy that cuts, refuses
// and garbles. What is kept must not grow: the heap after a collection, the state, the open handles.
const { values } = parseArgs({
  options: { hours: { type: 'string', default: '8' }, seconds: { type: 'string', default: '60' } },
});
const random = new SeededRandom('soak');
const scenario = loadScenario('meme-generator');
const folder = mkdtempSync(join(tmpdir(), 'harmony-soak-'));

interface Sample {
  readonly hours: number;
  readonly heapMb: number;
  readonly handles: number;
  readonly kept: string;
}

function sample(session: Session, hours: number): Sample {
  globalThis.gc?.();
  const { series, events, others, pods, actions, replicaPaths } = session.store.getState();
  const points = [...series.values()].reduce((sum, { view }) => sum + view.length, 0);
  const path = [...replicaPaths.values()].reduce((sum, { length }) => sum + length, 0);
  return {
    hours,
    heapMb: process.memoryUsage().heapUsed / 1024 / 1024,
    handles: process.getActiveResourcesInfo().length,
    kept: `${points} points, ${events.size} Events, ${pods.size} pods, ${others.size} others, ${actions.length} actions, ${path} counts`,
  };
}

/** Least squares over the samples after the first quarter: until then bounded stores fill. */
function slopeMbPerHour(samples: readonly Sample[]): number {
  const settled = samples.slice(Math.floor(samples.length / 4));
  const meanAt = settled.reduce((sum, { hours }) => sum + hours, 0) / settled.length;
  const meanMb = settled.reduce((sum, { heapMb }) => sum + heapMb, 0) / settled.length;
  const above = settled.reduce((sum, { hours, heapMb }) => sum + (hours - meanAt) * (heapMb - meanMb), 0);
  return above / settled.reduce((sum, { hours }) => sum + (hours - meanAt) ** 2, 0);
}

function print(title: string, samples: readonly Sample[], rest: string): void {
  const lines = samples.map(
    ({ hours, heapMb, handles, kept }) =>
      `  ${hours.toFixed(2).padStart(6)} h  ${heapMb.toFixed(1).padStart(6)} MB  ${String(handles).padStart(3)} handles  ${kept}`,
  );
  process.stdout.write(`${title}\n${lines.join('\n')}\n  slope ${slopeMbPerHour(samples).toFixed(2)} MB/h; ${rest}\n`);
}

/** What a restless audience does: another mode, a load, a reset; and some pod dies. */
function disturb(session: Session, cluster: EmbeddedCluster): void {
  const mode = scenario.modes[random.integer(scenario.modes.length)];
  const load = scenario.loads[random.integer(scenario.loads.length)];
  const choice = random.integer(4);
  if (choice === 0) void session.dispatch({ type: 'reset' });
  else if (choice === 1 && load) void session.dispatch({ type: 'startLoad', load: load.id });
  else if (mode) void session.dispatch({ type: 'flipMode', mode: mode.id });
  removePods(cluster, 1);
}

function removePods({ kernel: { store } }: EmbeddedCluster, count: number): void {
  const pods = store.list(resources.pods, scenario.target.namespace);
  const from = random.integer(Math.max(1, pods.length));
  for (const { metadata } of pods.slice(from, from + count)) {
    store.remove(resources.pods, metadata.namespace, metadata.name);
  }
}

function recorder(file: string, failures: string[]): FlightRecorder {
  return new FlightRecorder({
    file,
    program: 'harmony soak',
    every: () => () => {},
    onFailure: (reason) => failures.push(reason),
    maxBytes: 16 * 1024 * 1024,
  });
}

async function openCluster(): Promise<EmbeddedCluster> {
  const cluster = createEmbeddedCluster(embeddedSetup(scenario, { startAt: epochMs(Date.UTC(2026, 0, 1)) }));
  await warmUp(cluster);
  return cluster;
}

async function soakEmbedded(hours: number): Promise<void> {
  const cluster = await openCluster();
  const handlesBefore = process.getActiveResourcesInfo().length;
  const failures: string[] = [];
  const file = join(folder, recordingName);
  const flight = recorder(file, failures);
  const session = openSession({
    cluster,
    scenario,
    frames: cluster.clock,
    frameMs: 1000,
    mode: scenario.baseline,
    observe: flight.observe,
  });
  flight.begin(session);
  const startedAt = performance.now();
  const openedAt = cluster.clock.now();
  const samples: Sample[] = [];
  const seconds = hours * 3600;
  for (let second = 10; second <= seconds; second += 10) {
    await cluster.virtualClock.advanceTo(plusMs(openedAt, second * 1000));
    flight.flush();
    if (second % 120 === 0) disturb(session, cluster);
    if (second % (seconds / 16) < 10) samples.push(sample(session, second / 3600));
  }
  const tookSeconds = (performance.now() - startedAt) / 1000;
  await session.close();
  await cluster.close();
  flight.close();
  const handles = process.getActiveResourcesInfo().length - handlesBefore;
  const recorded = `${(statSync(file).size / 1024 / 1024).toFixed(1)} MB recorded of 16 at most${failures.length > 0 ? ` (${failures[0]})` : ''}`;
  print(`embedded, ${hours} h in ${tookSeconds.toFixed(0)} s`, samples, `${recorded}; ${handles} handles left`);
}

async function soakServed(seconds: number): Promise<void> {
  const embedded = await openCluster();
  const server = await serveApi({ kernel: embedded.kernel });
  const proxy = await openFaultProxy(server);
  const kubeconfig = placeKubeconfig(proxy.address());
  const handlesBefore = process.getActiveResourcesInfo().length;
  const cluster = await openKubeCluster({ kubeconfig: kubeconfig.path, environment: {} });
  const frames = { after: (delayMs: number, callback: () => void) => cluster.clock.after(delayMs, callback) };
  const session = openSession({ cluster, scenario, frames, mode: scenario.baseline });
  embedded.pacer.setSpeed(60);
  embedded.pacer.start();
  const faults = [
    () => proxy.cable.cut(),
    () => proxy.interject('{"type":"ADDED"'),
    () => proxy.cutAnswers(/pods/),
    () => proxy.delay(random.integer(200)),
    () => removePods(embedded, 2),
  ];
  const samples: Sample[] = [];
  for (let second = 1; second <= seconds; second += 1) {
    await sleep(1000);
    faults[random.integer(faults.length)]?.();
    if (second % Math.max(1, Math.floor(seconds / 12)) === 0) samples.push(sample(session, second / 3600));
  }
  await session.close();
  await cluster.close();
  await sleep(300);
  const handles = process.getActiveResourcesInfo().length - handlesBefore;
  print(`over HTTP with faults, ${seconds} s at 60x`, samples, `a fault each second; ${handles} handles left`);
  await proxy.close();
  await server.close();
  await embedded.close();
  kubeconfig.remove();
}

try {
  await soakEmbedded(Number(values.hours));
  await soakServed(Number(values.seconds));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
