import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Pod } from '../src/autoscaling/objects.ts';
import { epochMs, formatTime } from '../src/autoscaling/units.ts';
import { keepHeapSmall } from '../src/cli/small-heap.ts';
import { FlightRecorder } from '../src/recording/flight-recorder.ts';
import { recordingName } from '../src/recording/format.ts';
import { openRecording } from '../src/recording/recording.ts';
import { RunCursor } from '../src/recording/run-cursor.ts';
import { loadScenario } from '../src/scenario/load-scenario.ts';
import { initialState } from '../src/session/initial-state.ts';
import type { Observation } from '../src/session/observation.ts';
import { percentile } from './statistics.ts';

// `long-run-program.ts write FOLDER` records an hour with 200 pods of which one is replaced every other second; `long-run-program.ts read
// FOLDER` opens that recording and seeks in it, in a process of its own, whose memory is then its memory. Each prints one line of JSON.
const runSeconds = 3600;
const podCount = 200;
const seeks = 200;
const openedAt = epochMs(Date.UTC(2026, 0, 31, 12));
const seriesIds = ['queue', 'queue:pending', 'pod_cpu_rate', 'cpu', 'throttled'];

function atSecond(second: number) {
  return epochMs(openedAt + second * 1000);
}

/** A pod of so many replicas ago, at one of the stages of its life. */
function pod(index: number, stage: number, second: number): Pod {
  const name = `web-${(index * 2_654_435_761) % 0xff_ff_ff}`;
  const since = formatTime(atSecond(second));
  const conditions = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type, at) => ({
    type,
    status: stage > at ? ('True' as const) : ('False' as const),
    lastTransitionTime: since,
  }));
  const env = Array.from({ length: 20 }, (_, at) => ({ name: `SETTING_${at}`, value: `value-${at}-of-${name}` }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'bench', uid: `uid-${index}`, creationTimestamp: since, labels: { app: 'web' } },
    spec: {
      containers: [{ name: 'app', image: 'registry.example/web:1', env, resources: { requests: { cpu: '100m' } } }],
    },
    status: { phase: stage > 2 ? 'Running' : 'Pending', conditions },
  };
}

function* observationsOf(second: number): Iterable<Observation> {
  const at = atSecond(second);
  const started = second === 0 ? podCount : second % 2 === 0 ? 1 : 0;
  const oldest = second / 2 - 1;
  const newest = second === 0 ? 0 : podCount + second / 2 - 1;
  for (let stage = 0; stage < 5; stage++) {
    for (let index = 0; index < started; index++) {
      yield { at, source: 'pods', kind: 'objectUpserted', object: pod(newest + index, stage, second) };
    }
  }
  if (second > 0 && started > 0) yield { at, source: 'pods', kind: 'objectDeleted', object: pod(oldest, 5, second) };
  const parts = Object.fromEntries(
    Array.from({ length: podCount }, (_, index) => [`web-${index}`, (index * second) % 97]),
  );
  for (const series of seriesIds) {
    const value = (second * 31) % 6000;
    yield { at, source: series, kind: 'sample', series, value, ...(series.includes('cpu') && { parts }) };
  }
}

function write(file: string): object {
  const failures: string[] = [];
  const flight = new FlightRecorder({
    file,
    program: 'harmony bench',
    every: () => () => {},
    onFailure: (reason) => failures.push(reason),
  });
  const state = initialState({ namespace: 'bench', workload: 'web' }, openedAt);
  const store = { getState: () => state, subscribe: () => () => {} };
  const identity = { badge: 'EMBEDDED', context: 'bench' } as const;
  flight.begin({ scenario: loadScenario('meme-generator'), identity, store });
  let busyMs = 0;
  for (let second = 0; second < runSeconds; second++) {
    const observations = [...observationsOf(second)];
    const startedAt = performance.now();
    for (const observation of observations) flight.observe(observation);
    flight.flush();
    busyMs += performance.now() - startedAt;
  }
  flight.close();
  if (failures.length > 0) throw new Error(failures[0]);
  return { cpuShare: busyMs / (runSeconds * 1000), bytes: statSync(file).size };
}

async function read(file: string): Promise<object> {
  keepHeapSmall();
  const startedAt = performance.now();
  const recording = await openRecording(file);
  const openMs = performance.now() - startedAt;
  const cursor = new RunCursor(recording);
  const seekMs = Array.from({ length: seeks }, (_, index) => {
    const before = performance.now();
    cursor.moveTo(atSecond((index * 1_597) % runSeconds));
    return performance.now() - before;
  });
  const { pods } = cursor.state;
  if (pods.size !== podCount) throw new Error(`${pods.size} pods where there were ${podCount}`);
  recording.close();
  return {
    openMs,
    seekMs95: percentile(seekMs, 0.95),
    seekMsMost: Math.max(...seekMs),
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
}

const [what, folder = '.'] = process.argv.slice(2);
const file = join(folder, recordingName);
const result = what === 'write' ? write(file) : await read(file);
process.stdout.write(`${JSON.stringify(result)}\n`);
