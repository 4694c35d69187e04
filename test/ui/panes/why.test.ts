import { describe, expect, test } from 'vitest';
import type { Explanation, MetricExplanation } from '../../../src/autoscaling/decision/explanation.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import type { SessionState } from '../../../src/session/state.ts';
import type { PaneContent } from '../../../src/ui/panes/pane.ts';
import { arithmeticLine } from '../../../src/ui/panes/why/arithmetic.ts';
import { metricNames } from '../../../src/ui/panes/why/metric-names.ts';
import { nextStepLine } from '../../../src/ui/panes/why/next-step-line.ts';
import { ruleView } from '../../../src/ui/panes/why/rule.ts';
import { whyPane } from '../../../src/ui/panes/why/why-pane.ts';
import { lineWidth, plain } from '../../../src/ui/text/line.ts';
import { second } from '../support/cluster-objects.ts';
import { conflictState, emptyState, failed, live } from '../support/session-states.ts';

const scenario = loadScenario('meme-generator');

const lag: MetricExplanation = {
  identity: 'External/s0-nats-jetstream-MEMES',
  name: 's0-nats-jetstream-MEMES',
  type: 'External',
  current: '621300m',
  target: '5 (avg)',
  total: '6213',
  ratio: 124.26,
  proposes: 1243,
  evidence: 'observed',
};
const cpu: MetricExplanation = {
  identity: 'Resource/cpu',
  name: 'cpu',
  type: 'Resource',
  current: '11%',
  target: '50%',
  ratio: 0.22,
  proposes: 3,
  evidence: 'observed',
};
const rate: MetricExplanation = {
  identity: 'Pods/memegenerator_pod_cpu_rate',
  name: 'memegenerator_pod_cpu_rate',
  type: 'Pods',
  current: '9m',
  target: '20m (avg)',
  ratio: 0.45,
  proposes: 5,
  evidence: 'observed',
};

function explained(change: Partial<Explanation> = {}): Explanation {
  return {
    namespace: 'meme-generator',
    name: 'keda-hpa-meme-backend',
    target: { kind: 'Deployment', name: 'meme-backend' },
    owner: { kind: 'manual' },
    at: second(100),
    current: 10,
    wants: 1243,
    desired: 10,
    minReplicas: 1,
    maxReplicas: 10,
    limitedBy: 'bounds',
    metrics: [lag],
    lines: [{ step: 'bounds', text: 'maxReplicas is 10: 1243 → 10', evidence: 'observed' }],
    ...change,
  };
}

const two = { metrics: [cpu, rate], wants: 5 };

function arithmetic(explanation: Explanation, columns = 110): string {
  const names = metricNames(explanation.metrics, scenario.signals);
  const shown = arithmeticLine({ explanation, names, tone: 'hpa', columns });
  expect(lineWidth(shown)).toBeLessThanOrEqual(columns);
  return plain(shown);
}

describe('the arithmetic', () => {
  test.each([
    ['a total shared by pods, up to the maximum', {}, 'lag 6,213 ÷ 5 per pod → 1,243 → max 10 → 10'],
    [
      'the deciding metric first, the factor where it explains the proposal',
      { ...two, desired: 5, limitedBy: null },
      'pod_cpu_rate 9m ÷ 20m × 10 pods → 5 · cpu 11% ÷ 50% × 10 pods → 3 → largest 5',
    ],
    [
      'a proposal that the ratio alone does not explain',
      { metrics: [{ ...cpu, proposes: 10 }], wants: 10, limitedBy: null },
      'cpu 11% ÷ 50% → stays 10',
    ],
    [
      'a metric without a value',
      { metrics: [{ ...cpu, current: null, ratio: null, proposes: null }], wants: null, limitedBy: 'metrics' as const },
      'cpu ? ÷ 50% → ? → metrics missing → 10',
    ],
    [
      'an HPA that has not decided',
      { desired: null, limitedBy: null },
      'lag 6,213 ÷ 5 per pod → 1,243 → not decided yet',
    ],
    ['an HPA without metrics', { metrics: [] }, 'it has no metric'],
  ])('of %s', (_, change, text) => {
    expect(arithmetic(explained(change))).toBe(text);
  });

  test.each([
    [80, 'pod_cpu_rate 9m ÷ 20m → 5 · cpu 11% ÷ 50% → 3 → largest 5 → policy → 7'],
    [65, 'pod_cpu_rate 9m ÷ 20m → 5 · 1 more → largest 5 → policy → 7'],
    [55, 'pod_cpu_rate → 5 · 1 more → largest 5 → policy → 7'],
    [26, 'pod_cpu_rate 9m ÷ 20m → 5'],
    [10, ''],
  ])('gives up details before figures at %i columns', (columns, text) => {
    expect(arithmetic(explained({ ...two, desired: 7, limitedBy: 'policy' }), columns)).toBe(text);
  });

  test('keeps the names of two metrics that would be called the same', () => {
    const other = { ...lag, identity: 'other', name: 's1-nats-jetstream-TAGS' };
    expect([...metricNames([lag, other], scenario.signals).values()]).toEqual([lag.name, other.name]);
  });
});

describe('the rule', () => {
  const clock = { now: second(103), actStartedAt: second(0) };
  const held = (until?: number) =>
    explained({
      limitedBy: 'stabilization',
      lines: [
        {
          step: 'stabilization',
          text: '10 was recommended at 2026-01-01T10:00:20Z',
          evidence: 'observed',
          ...(until !== undefined && { until: second(until) }),
        },
      ],
    });

  test('counts down to its end, on the stopwatch of the act', () => {
    expect(ruleView(held(151), clock)).toEqual({
      text: 'held by stabilization until 2:31, 0:48 left',
      because: '10 was recommended at 0:20',
      limits: true,
    });
  });

  test('counts down without an act, too', () => {
    expect(ruleView(held(151), { now: clock.now })).toMatchObject({
      text: 'held by stabilization, 0:48 left',
      because: '10 was recommended at 10:00:20',
    });
  });

  test('that has run out waits for the next pass; one without an end has no countdown', () => {
    expect(ruleView(held(90), clock).text).toBe('held by stabilization, ends with the next pass');
    expect(ruleView(held(), clock).text).toBe('held by stabilization');
  });

  test.each([
    [{}, 'stopped by maxReplicas 10'],
    [{ desired: 2, minReplicas: 2 }, 'kept up by minReplicas 2'],
    [{ limitedBy: 'selector' as const }, 'frozen by its selector'],
    [{ limitedBy: null, wants: 10 }, 'nothing stopped it: it gets the 10 it wants'],
    [{ limitedBy: null, desired: null, at: null }, 'no pass of the controller has been seen yet'],
  ])('of %j is %j', (change, text) => {
    expect(ruleView(explained(change), clock).text).toBe(text);
  });
});

describe('the next step', () => {
  const step = {
    owner: 'HPA meme-backend',
    what: '10 → 5',
    at: second(148),
    because: 'policy',
    evidence: 'observed',
  } as const;

  test('has an owner, a countdown, a rule and how it is known', () => {
    expect(plain(nextStepLine(step, second(100), 90))).toMatch(
      /^NEXT {2}10 → 5 in 0:48 {2}HPA meme-backend owns it {2}policy +observed$/,
    );
    expect(plain(nextStepLine(step, second(150), 90))).toContain('10 → 5 due now');
  });

  test('that changes nothing is only a look', () => {
    const stays = { ...step, what: 'stays at 10' };
    expect(plain(nextStepLine(stays, second(100), 90))).toContain('stays at 10, next look in 0:48');
  });
});

describe('the why pane', () => {
  const contentOf = (state: SessionState, rows = 8, scroll = 0): PaneContent =>
    whyPane.content(whyPane.select(state, scenario, {}), {
      scenario,
      options: {},
      now: state.now,
      openedAt: state.openedAt,
      windowMs: 300_000,
      scroll,
      step: 0,
      columns: 116,
      rows,
    });
  const source = 'horizontalpodautoscalers';

  test('has every face', () => {
    expect(contentOf(emptyState()).face.kind).toBe('loading');
    expect(contentOf({ ...emptyState(), sources: new Map([[source, live(0)]]) }).face).toMatchObject({
      kind: 'empty',
      text: expect.stringContaining('meme-backend'),
    });
    expect(contentOf({ ...emptyState(), sources: new Map([[source, failed('forbidden')]]) }).face.kind).toBe('failed');
    expect(contentOf(conflictState()).face.kind).toBe('live');
    expect(contentOf(conflictState({ sources: new Map([[source, failed('gone', 88)]]) })).face.kind).toBe('stale');
  });

  const shown = (rows: number, scroll = 0): readonly string[] => {
    const { face } = contentOf(conflictState(), rows, scroll);
    return face.kind === 'live' ? face.lines.map(plain) : [];
  };

  test('says how it knows what only a real controller could tell', () => {
    expect(shown(8)[0]).toMatch(/^KEDA {2}wants 10 .* estimated$/);
  });

  test('gives each autoscaler a row where there are few, two where there are more', () => {
    expect(shown(4).map((row) => row.slice(0, 4))).toEqual(['KEDA', 'HPA ', 'NEXT', expect.stringMatching(/^↓ \d/)]);
    expect(
      shown(7)
        .map((row) => row.slice(0, 4))
        .slice(0, 5),
    ).toEqual(['KEDA', '    ', 'HPA ', '    ', 'NEXT']);
  });

  test('has every step and what the referee found below, to be scrolled to', () => {
    const all = shown(200).join('\n');
    expect(all).toMatch(/✕ conflict {2}FIGHT {2}KEDA wants 10/);
    expect(all).toContain('KEDA  keda-hpa-meme-backend  Deployment/meme-backend  1..10');
    expect(all).toMatch(/ {2}bounds +/);
    expect(contentOf(conflictState()).scrollLimit).toBeGreaterThan(10);
    expect(shown(8, 5)[7]).toMatch(/↑ 5 more {3}↓ \d+ more/);
  });
});
