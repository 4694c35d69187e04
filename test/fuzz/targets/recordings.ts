import { epochMs } from '../../../src/autoscaling/units.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { headerOf } from '../../../src/recording/format.ts';
import { packMember } from '../../../src/recording/gzip-member.ts';
import { openRecording } from '../../../src/recording/recording.ts';
import { RecordingError } from '../../../src/recording/recording-error.ts';
import { RunCursor } from '../../../src/recording/run-cursor.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { initialState } from '../../../src/session/initial-state.ts';
import { setupOf } from '../../embedded/kernel/setup.ts';
import { accepted, type FuzzTarget, refused, type Verdict } from '../fuzz-target.ts';
import { scratchFile } from '../scratch-file.ts';

const openedAt = Date.UTC(2025, 9, 1, 9);

function header(): string {
  const state = initialState({ namespace: 'demo', workload: 'web' }, epochMs(openedAt));
  const { identity } = createEmbeddedCluster(setupOf());
  const store = { getState: () => state, subscribe: () => () => {} };
  return JSON.stringify(headerOf({ scenario: loadScenario('meme-guide'), identity, store }, 'harmony 0'));
}

function observationLines(): readonly string[] {
  const meta = (name: string) => ({
    name,
    namespace: 'demo',
    uid: `uid-${name}`,
    resourceVersion: '1',
    creationTimestamp: '2025-10-01T09:00:00Z',
    labels: { app: 'web' },
  });
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...meta('web-1'), ownerReferences: [{ kind: 'ReplicaSet', name: 'web', uid: 'r', controller: true }] },
    spec: { nodeName: 'n', containers: [{ name: 'c', resources: { requests: { cpu: '100m' } } }] },
    status: {
      phase: 'Running',
      startTime: '2025-10-01T09:00:00Z',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2025-10-01T09:00:05Z' }],
      containerStatuses: [{ name: 'c', restartCount: 1, ready: true, state: { running: {} } }],
    },
  };
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: meta('web'),
    spec: { replicas: 2, selector: { matchLabels: { app: 'web' } } },
    status: { replicas: 2, readyReplicas: 1 },
  };
  const hpa = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: meta('web'),
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, minReplicas: 1, maxReplicas: 9 },
    status: {
      currentReplicas: 2,
      desiredReplicas: 3,
      conditions: [{ type: 'AbleToScale', status: 'True', reason: 'x', message: 'y' }],
    },
  };
  const event = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: meta('e'),
    involvedObject: { kind: 'HorizontalPodAutoscaler', name: 'web' },
    reason: 'SuccessfulRescale',
    message: 'New size: 3; reason: x',
    count: 1,
    firstTimestamp: '2025-10-01T09:00:00Z',
    lastTimestamp: '2025-10-01T09:00:00Z',
    source: { component: 'hpa' },
  };
  const rest = [
    ...[pod, deployment, hpa, event].map((object) => ({ source: 'pods', kind: 'objectUpserted', object })),
    { source: 'queue', kind: 'seriesDeclared', series: { id: 'queue', title: 'Q', unit: 'messages', target: 20 } },
    { source: 'queue', kind: 'sample', series: 'queue', value: 6000, parts: { a: 1 } },
    { source: 'queue', kind: 'sourceHealth', health: { state: 'failed', reason: 'gone' } },
    { source: 'session', kind: 'modeChanged', mode: 'guide', phase: 'applied' },
    { source: 'session', kind: 'loadChanged', load: { id: 'visitors', state: 'running', startedAt: openedAt } },
    { source: 'session', kind: 'actionLogged', action: { command: 'kubectl apply', outcome: 'done' } },
    { source: 'session', kind: 'director', position: { act: 0, cue: 0, autopilot: false, actStartedAt: openedAt } },
    {
      source: 'hpa',
      kind: 'decisionMade',
      hpa: { uid: 'uid-web', namespace: 'demo', name: 'web' },
      decision: { current: 2, desired: 3, limitedBy: 'none', metrics: [], steps: [], conditions: [], events: [] },
    },
    { source: 'pods', kind: 'objectDeleted', object: pod },
    { source: 'x', kind: 'something of a later version', value: 1 },
  ];
  return rest.map((each, index) => JSON.stringify({ at: openedAt + index * 500, ...each }));
}

/** Opens a recording and goes to its end, its middle and its start. */
async function replayed(path: string): Promise<Verdict> {
  try {
    const recording = await openRecording(path);
    try {
      const cursor = new RunCursor(recording);
      for (const share of [1, 0.5, 0])
        cursor.moveTo(epochMs(recording.from + (recording.until - recording.from) * share));
      return recording.remarks.length === 0 ? accepted : refused(recording.remarks.join('\n'));
    } finally {
      recording.close();
    }
  } catch (error) {
    if (error instanceof RecordingError) return refused(error.message);
    throw error;
  }
}

/** The bytes of a recording: gzip members. */
export function recordingFiles(): FuzzTarget {
  const file = scratchFile('observations.jsonl.gz');
  const lines = observationLines();
  const members = [`${header()}\n`, `${lines.slice(0, 5).join('\n')}\n`, `${lines.slice(5).join('\n')}\n`].map(
    packMember,
  );
  return {
    name: 'recordings: bytes',
    seeds: [Buffer.concat(members).toString('latin1')],
    words: [
      '\x1f\x8b\x08\x04',
      'HM',
      '\x08\x00',
      '\xff\xff\xff\xff',
      '\x00\x00\x00\x00',
      members[1]?.toString('latin1') ?? '',
    ],
    judge(input) {
      file.write(Buffer.from(input, 'latin1'));
      return replayed(file.path);
    },
    close: () => file.close(),
  };
}

/** The lines inside a recording: observations. */
export function recordingLines(): FuzzTarget {
  const file = scratchFile('observations.jsonl.gz');
  const first = packMember(`${header()}\n`);
  return {
    name: 'recordings: lines',
    seeds: [observationLines().join('\n')],
    structure: 'lines of json',
    words: [
      '"kind":"sample"',
      'objectUpserted',
      'Pod',
      'HorizontalPodAutoscaler',
      'Event',
      'Deployment',
      'Running',
      '"value":null',
      '"at":',
      'queue',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\n',
      'null',
    ],
    judge(input) {
      file.write(Buffer.concat([first, packMember(`${input}\n`)]));
      return replayed(file.path);
    },
    close: () => file.close(),
  };
}

/** The first line of a recording. */
export function recordingHeaders(): FuzzTarget {
  const file = scratchFile('observations.jsonl.gz');
  const rest = packMember(`${observationLines().join('\n')}\n`);
  return {
    name: 'recordings: headers',
    seeds: [header()],
    structure: 'json',
    words: [
      'harmony-observations',
      '"headerVersion":',
      'EMBEDDED',
      'LIVE',
      'openedAt',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      'null',
      '99',
    ],
    judge(input) {
      file.write(Buffer.concat([packMember(`${input}\n`), rest]));
      return replayed(file.path);
    },
    close: () => file.close(),
  };
}
