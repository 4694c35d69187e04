import { describe, expect, test } from 'vitest';
import { formatTime } from '../../../src/autoscaling/units.ts';
import type { CoreEvent } from '../../../src/cluster/objects.ts';
import { eventLines } from '../../../src/ui/panes/events/event-lines.ts';
import { eventRows } from '../../../src/ui/panes/events/events-view.ts';
import { plain } from '../../../src/ui/text/line.ts';
import { backendHpa, rescaled, second } from '../support/cluster-objects.ts';
import { byUid, conflictState } from '../support/session-states.ts';

function told(
  kind: string,
  name: string,
  reason: string,
  atSecond: number,
  change: Partial<CoreEvent> = {},
): CoreEvent {
  return {
    ...rescaled(name, 1, atSecond),
    metadata: { name: `${kind}-${name}-${reason}`, uid: `${kind}-${name}-${reason}` },
    reason,
    message: `about ${name}`,
    involvedObject: { kind, name, namespace: 'meme-generator' },
    ...change,
  };
}

function rowsOf(...events: readonly CoreEvent[]) {
  return eventRows(conflictState({ events: byUid(...events) }), 'meme-backend', second(130));
}

describe('events', () => {
  test('are those of the workload and its autoscalers, newest first', () => {
    const rows = rowsOf(
      told('Deployment', 'meme-backend', 'ScalingReplicaSet', 100),
      told('Deployment', 'meme-frontend', 'ScalingReplicaSet', 101),
      told('Pod', 'meme-backend-x', 'Killing', 102),
      told('HorizontalPodAutoscaler', 'meme-backend', 'SuccessfulRescale', 110),
      told('HorizontalPodAutoscaler', 'keda-hpa-meme-backend', 'SuccessfulRescale', 120),
      told('ScaledObject', 'meme-backend', 'ScaledObjectReady', 90),
    );
    expect(rows.map(({ age, word, object }) => [age, word, object])).toEqual([
      ['10s', 'KEDA', 'hpa/keda-hpa-meme-backend'],
      ['20s', 'HPA', 'hpa/meme-backend'],
      ['30s', 'Deploy', 'deploy/meme-backend'],
      ['40s', 'KEDA', 'so/meme-backend'],
    ]);
  });

  test('of an HPA that a mode took away stay, those of a foreign one never show', () => {
    const foreign = backendHpa('foreign', { current: 1, desired: 1 });
    const spec = { ...foreign.spec, scaleTargetRef: { kind: 'Deployment', name: 'elsewhere' } };
    const events = byUid(
      told('HorizontalPodAutoscaler', 'gone', 'SuccessfulRescale', 100),
      told('HorizontalPodAutoscaler', 'foreign', 'SuccessfulRescale', 101),
    );
    const state = conflictState({ events, hpas: byUid({ ...foreign, spec }) });
    expect(eventRows(state, 'meme-backend', second(130)).map(({ object }) => object)).toEqual(['hpa/gone']);
  });

  test('include what the VPA of the workload did, and not what that of another did', () => {
    const vpa = (name: string, target: string) => ({
      apiVersion: 'autoscaling.k8s.io/v1',
      kind: 'VerticalPodAutoscaler',
      metadata: { name, uid: `vpa-${name}` },
      spec: { targetRef: { kind: 'Deployment', name: target } },
    });
    const events = byUid(
      told('VerticalPodAutoscaler', 'mine', 'EvictedPod', 100),
      told('VerticalPodAutoscaler', 'foreign', 'EvictedPod', 101),
    );
    const others = byUid(vpa('mine', 'meme-backend'), vpa('foreign', 'elsewhere'));
    const rows = eventRows(conflictState({ events, others }), 'meme-backend', second(130));
    expect(rows.map(({ word, object }) => [word, object])).toEqual([['VPA', 'vpa/mine']]);
  });

  test('tell a warning by sign and word, and how often each has happened', () => {
    const rows = rowsOf(
      told('HorizontalPodAutoscaler', 'meme-backend', 'FailedGetResourceMetric', 100, { type: 'Warning', count: 4 }),
      told('HorizontalPodAutoscaler', 'meme-backend', 'SuccessfulRescale', 90),
    );
    expect(eventLines(rows, 116).map(plain)).toEqual([
      'AGE      OBJECT            REASON AND MESSAGE',
      '30s  x4  hpa/meme-backend  ! Warning FailedGetResourceMetric  about meme-backend',
      '40s      hpa/meme-backend  SuccessfulRescale  about meme-backend',
    ]);
  });

  test('name KEDA and HPA instead of objects where it is narrow', () => {
    const rows = rowsOf(told('HorizontalPodAutoscaler', 'keda-hpa-meme-backend', 'SuccessfulRescale', 90));
    expect(eventLines(rows, 60).map(plain)[1]).toBe('40s  KEDA    SuccessfulRescale  about keda-hpa-meme-backend');
  });

  test('leave out what only Go says about a metric', () => {
    const message =
      'New size: 8; reason: external metric s0-lag(&LabelSelector{MatchLabels:map[string]string{a: b,},MatchExpressions:[]LabelSelectorRequirement{},}) above target';
    const [row] = rowsOf(
      told('HorizontalPodAutoscaler', 'meme-backend', 'SuccessfulRescale', 90, {
        message,
        lastTimestamp: formatTime(second(90)),
      }),
    );
    expect(row?.message).toBe('New size: 8; reason: external metric s0-lag above target');
  });
});
