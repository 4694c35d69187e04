import { describe, expect, test } from 'vitest';
import type { Pod } from '../../../src/autoscaling/objects.ts';
import { formatTime } from '../../../src/autoscaling/units.ts';
import type { VerticalPodAutoscaler } from '../../../src/autoscaling/vpa/objects.ts';
import type { CoreEvent } from '../../../src/cluster/objects.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import type { SessionState } from '../../../src/session/state.ts';
import { framedLines } from '../../../src/ui/panes/frame.ts';
import type { PaneContent, PaneRequest } from '../../../src/ui/panes/pane.ts';
import { vpaPane } from '../../../src/ui/panes/vpa/vpa-pane.ts';
import { lineWidth, plain } from '../../../src/ui/text/line.ts';
import { backend, backendPod, openedAt, second } from '../support/cluster-objects.ts';
import { byUid, emptyState, failed, live } from '../support/session-states.ts';

const scenario = loadScenario('meme-generator');
const namespace = 'meme-generator';

const advice = {
  containerName: 'backend',
  target: { cpu: '476m', memory: '724946944' },
  lowerBound: { cpu: '310m', memory: '262144k' },
  upperBound: { cpu: '100G', memory: '28Gi' },
  uncappedTarget: { cpu: '1168m', memory: '724946944' },
};

function vpa(change: Partial<VerticalPodAutoscaler> = {}): VerticalPodAutoscaler {
  return {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: { name: 'meme-backend', namespace, uid: 'vpa' },
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'meme-backend' },
      updatePolicy: { updateMode: 'Recreate' },
    },
    status: {
      recommendation: { containerRecommendations: [advice] },
      conditions: [{ type: 'RecommendationProvided', status: 'True' }],
    },
    ...change,
  };
}

function pod(suffix: string, requests: Readonly<Record<string, string>> | undefined): Pod {
  const bare = backendPod(suffix, 'ready', 0);
  return {
    ...bare,
    spec: { ...bare.spec, containers: [{ name: 'backend', ...(requests && { resources: { requests } }) }] },
  };
}

function evicted(about: 'VerticalPodAutoscaler' | 'Pod', name: string, atSecond: number, podName: string): CoreEvent {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${atSecond}`, namespace, uid: `event-${about}-${name}-${atSecond}` },
    type: 'Normal',
    reason: about === 'Pod' ? 'EvictedByVPA' : 'EvictedPod',
    message:
      about === 'Pod'
        ? 'Pod was evicted by VPA Updater to apply resource recommendation.'
        : `VPA Updater evicted Pod ${podName} to apply resource recommendation.`,
    lastTimestamp: formatTime(second(atSecond)),
    involvedObject: { kind: about, name, namespace },
  };
}

function stateOf(vpas: readonly VerticalPodAutoscaler[], change: Partial<SessionState> = {}): SessionState {
  return {
    ...emptyState(),
    now: second(130),
    deployments: byUid(backend(2)),
    pods: byUid(pod('a', { cpu: '100m', memory: '640Mi' }), pod('b', { cpu: '476m', memory: '724946944' })),
    others: byUid(...vpas),
    sources: new Map([['verticalpodautoscalers', live(130)]]),
    ...change,
  };
}

function contentOf(state: SessionState, columns: number, rows = 12): PaneContent {
  const request: PaneRequest = {
    scenario,
    options: {},
    now: state.now,
    openedAt,
    windowMs: 300_000,
    scroll: 0,
    step: 0,
    columns,
    rows,
  };
  return vpaPane.content(vpaPane.select(state, scenario, {}), request);
}

function shown(state: SessionState, columns = 90): readonly string[] {
  const size = { columns: columns + 4, rows: 14 };
  return framedLines({ name: vpaPane.name, content: contentOf(state, columns), size, focused: false }).map(plain);
}

describe('the vpa pane', () => {
  test('shows what pods request beside what is recommended, old and new pods together', () => {
    const text = shown(stateOf([vpa()]));
    expect(text[0]).toMatch(/VPA {2}Deployment\/meme-backend .* ! 1 of 2 outside/);
    expect(text[1]).toContain(
      'VPA meme-backend   Recreate evicts pods   Deployment/meme-backend, 2 pods   evicted none',
    );
    expect(text[2]).toMatch(/CONTAINER +RESOURCE +REQUEST +TARGET +LOWER +UPPER +UNCAPPED/);
    expect(text[3]).toMatch(/backend +cpu +100m\.\.476m ▲ +476m +310m +no bound +1168m/);
    expect(text[4]).toMatch(/│ +memory +640Mi\.\.691Mi ✓ +691Mi +250Mi +28Gi +691Mi/);
  });

  test('counts many cores in cores', () => {
    const young = { ...advice, upperBound: { cpu: '52625m', memory: '28Gi' } };
    const state = stateOf([vpa({ status: { recommendation: { containerRecommendations: [young] } } })]);
    expect(shown(state).join('\n')).toMatch(/476m +310m +52\.6 +1168m/);
  });

  test('marks requests above the upper bound, and says where there are none', () => {
    const bounded = { ...advice, upperBound: { cpu: '600m', memory: '28Gi' } };
    const wide = vpa({ status: { recommendation: { containerRecommendations: [bounded] }, conditions: [] } });
    expect(shown(stateOf([wide], { pods: byUid(pod('a', { cpu: '2' })) }))[4]).toMatch(/cpu +2 ▼/);
    expect(shown(stateOf([vpa()], { pods: byUid(pod('a', undefined)) }))[3]).toMatch(/cpu +none ▲/);
    expect(shown(stateOf([vpa()], { pods: new Map() }))[3]).toMatch(/cpu +– +476m/);
  });

  test('tells of the last eviction and how many there were', () => {
    const events = byUid(
      evicted('VerticalPodAutoscaler', 'meme-backend', 66, 'meme-backend-b6c8dd9fc-old'),
      evicted('VerticalPodAutoscaler', 'meme-backend', 5, 'meme-backend-b6c8dd9fc-first'),
      evicted('Pod', 'meme-backend-b6c8dd9fc-old', 66, ''),
      evicted('VerticalPodAutoscaler', 'other', 120, 'other-1'),
    );
    expect(shown(stateOf([vpa()], { events })).join('\n')).toContain(
      'evicted 2, last 1:04 ago, meme-backend-b6c8dd9fc-old',
    );
  });

  test('knows evictions of an updater that writes events about pods only', () => {
    const events = byUid(
      evicted('Pod', 'meme-backend-b6c8dd9fc-old', 70, ''),
      evicted('Pod', 'meme-frontend-old', 90, ''),
    );
    expect(shown(stateOf([vpa()], { events })).join('\n')).toContain(
      'evicted 1, last 1:00 ago, meme-backend-b6c8dd9fc-old',
    );
  });

  test('says why there is no recommendation', () => {
    const unsupported = vpa({
      status: {
        conditions: [
          { type: 'ConfigUnsupported', status: 'True', message: 'Cannot read targetRef. Reason: gone' },
          { type: 'RecommendationProvided', status: 'False' },
        ],
      },
    });
    expect(shown(stateOf([unsupported])).join('\n')).toContain('✕ Cannot read targetRef. Reason: gone');
    const { status: _, ...young } = vpa();
    expect(shown(stateOf([young])).join('\n')).toContain('! no recommendation yet');
  });

  test('puts the VPA of the workload first', () => {
    const targetRef = { apiVersion: 'batch/v1', kind: 'Job', name: 'night' };
    const other = vpa({ metadata: { name: 'a-night', namespace, uid: 'vpa-2' }, spec: { targetRef } });
    const text = shown(stateOf([other, vpa()]));
    expect(text.findIndex((row) => row.includes('VPA meme-backend'))).toBe(1);
    expect(text.join('\n')).toContain('Job/night, 0 pods');
    expect(text[0]).toContain('VPA  2');
  });

  test('gives up columns where it is narrow: request and target stay', () => {
    const at = (columns: number) => contentOf(stateOf([vpa()]), columns, 20);
    for (const columns of [30, 40, 62]) {
      const { face } = at(columns);
      const lines = face.kind === 'live' ? face.lines : [];
      const text = lines.map(plain).join('\n');
      expect(text).toMatch(/REQUEST +TARGET/);
      expect(Math.max(...lines.filter((line) => plain(line).includes('cpu')).map(lineWidth))).toBeLessThanOrEqual(
        columns,
      );
    }
    expect(shown(stateOf([vpa()]), 62).join('\n')).not.toContain('UNCAPPED');
  });

  test('has the faces of every pane', () => {
    expect(contentOf(emptyState(), 60).face.kind).toBe('loading');
    expect(contentOf(stateOf([]), 60).face).toEqual({
      kind: 'empty',
      text: 'No VerticalPodAutoscaler in meme-generator.',
    });
    const broken = new Map([['verticalpodautoscalers', failed('connection refused', 88)]]);
    expect(contentOf(stateOf([], { sources: broken }), 60).face.kind).toBe('failed');
    const stale = stateOf([vpa()], { sources: broken });
    expect(contentOf(stale, 60).face.kind).toBe('stale');
    expect(shown(stale)[0]).toContain('! stale 0:42');
  });
});
