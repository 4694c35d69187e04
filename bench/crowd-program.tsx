import { render } from 'ink';
import type { Pod } from '../src/autoscaling/objects.ts';
import { type EpochMs, epochMs, formatTime } from '../src/autoscaling/units.ts';
import { realFrames } from '../src/cli/real-frames.ts';
import { keepHeapSmall } from '../src/cli/small-heap.ts';
import { loadLayout } from '../src/scenario/load-layout.ts';
import { initialState } from '../src/session/initial-state.ts';
import type { Observation } from '../src/session/observation.ts';
import { Recorder } from '../src/session/recorder.ts';
import { App } from '../src/ui/app.tsx';
import { Cockpit } from '../src/ui/cockpit/cockpit.ts';
import { processTimers } from '../src/ui/cockpit/real-time.ts';
import { colourDepth, themeFor } from '../src/ui/theme/theme.ts';
import { fakeSession } from '../test/ui/support/fake-session.ts';
import { FrameStopwatch, report } from './frame-stopwatch.ts';

// The cockpit over a crowd: `crowd-program FRAMES FILE PODS CHANGES_PER_SECOND`. Pods of one Deployment change in a steady stream (become
// ready, end, are replaced); every observation is recorded as a live watch would, and the stopwatch measures what each frame takes.
keepHeapSmall();

const [frames = '', file = '', podCount = '', changesPerSecond = ''] = process.argv.slice(2);
const tickMs = 20;
const namespace = 'meme-generator';
const now = (): EpochMs => epochMs(Date.now());
let recorded = 0;

function pod(index: number, life: number, face: 'pending' | 'ready' | 'ending'): Pod {
  const born = formatTime(now());
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `meme-backend-b6c8dd9fc-${index}-${life}`,
      namespace,
      uid: `pod-${index}-${life}`,
      labels: { app: 'meme-backend' },
      creationTimestamp: born,
      ...(face === 'ending' && { deletionTimestamp: born }),
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'meme-backend-b6c8dd9fc', uid: 'rs', controller: true },
      ],
    },
    spec: { containers: [{ name: 'backend' }], nodeName: `node-${index % 100}` },
    status: {
      phase: face === 'pending' ? 'Pending' : 'Running',
      conditions: [{ type: 'Ready', status: face === 'ready' ? 'True' : 'False' }],
      containerStatuses: [{ name: 'backend', ready: face === 'ready', restartCount: 0, state: { running: {} } }],
    },
  };
}

const recorder = new Recorder(initialState({ namespace, workload: 'meme-backend' }, now()), realFrames);
function record(observation: Record<string, unknown> & Pick<Observation, 'kind'>): void {
  recorded += 1;
  recorder.record({ at: now(), source: 'pods', ...observation } as Observation);
}
const upserted = (object: unknown) => record({ kind: 'objectUpserted', object });

upserted({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'meme-backend', namespace, uid: 'deployment' },
  spec: {
    replicas: Number(podCount),
    selector: { matchLabels: { app: 'meme-backend' } },
    template: { metadata: { labels: { app: 'meme-backend' } }, spec: { containers: [{ name: 'backend' }] } },
  },
});
record({ kind: 'sourceHealth', health: { state: 'live' } });
const lives = Array.from({ length: Number(podCount) }, () => 0);
lives.forEach((life, index) => {
  upserted(pod(index, life, 'ready'));
});

const session = { ...fakeSession(recorder.getState()), store: recorder, now };
const stopwatch = new FrameStopwatch(Number(frames), (costs) => {
  const { terminated, started } = recorder.current().churn;
  report(file, { costs, recorded, births: started, deaths: terminated, peakMb: process.resourceUsage().maxRSS / 1024 });
});
const cockpit = new Cockpit(processTimers);
const screen = render(<App cockpit={cockpit} theme={themeFor(colourDepth(process.env))} />, {
  alternateScreen: true,
  incrementalRendering: true,
  interactive: true,
  maxFps: 1000,
  onRender: stopwatch.rendered,
});
await screen.waitUntilRenderFlush();
cockpit.start(session, [loadLayout('stage')]);
session.store.subscribe(() => stopwatch.begin());

// A life is three changes: a pod ends, is gone, and another one comes up in its place; then that one is ready.
let turn = 0;
const changesPerTick = (Number(changesPerSecond) * tickMs) / 1000;
setInterval(() => {
  for (let change = 0; change < changesPerTick; change++) {
    const index = Math.floor(turn / 4) % lives.length;
    const life = lives[index] ?? 0;
    if (turn % 4 === 0) upserted(pod(index, life, 'ending'));
    else if (turn % 4 === 1) record({ kind: 'objectDeleted', object: pod(index, life, 'ending') });
    else if (turn % 4 === 2) upserted(pod(index, life + 1, 'pending'));
    else {
      lives[index] = life + 1;
      upserted(pod(index, life + 1, 'ready'));
    }
    turn += 1;
  }
}, tickMs);
