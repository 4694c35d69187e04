import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import type { SessionState } from '../../../src/session/state.ts';
import { paneCatalogue } from '../../../src/ui/panes/catalogue.ts';
import { framedLines } from '../../../src/ui/panes/frame.ts';
import { metricPane } from '../../../src/ui/panes/metric/metric-pane.ts';
import type { AnyPane, PaneContent, PaneRequest } from '../../../src/ui/panes/pane.ts';
import { podsPane } from '../../../src/ui/panes/pods/pods-pane.ts';
import { queuePane } from '../../../src/ui/panes/queue/queue-pane.ts';
import { queueView } from '../../../src/ui/panes/queue/queue-view.ts';
import { replicasPane } from '../../../src/ui/panes/replicas/replicas-pane.ts';
import { lineWidth, plain } from '../../../src/ui/text/line.ts';
import { backend, openedAt, second } from '../support/cluster-objects.ts';
import { byUid, conflictState, emptyState, failed, live, series } from '../support/session-states.ts';

const scenario = loadScenario('meme-generator');

function contentOf(pane: AnyPane, state: SessionState, change: Partial<PaneRequest> = {}): PaneContent {
  const request: PaneRequest = {
    scenario,
    options: {},
    now: state.now,
    openedAt,
    windowMs: 300_000,
    scroll: 0,
    step: 0,
    columns: 62,
    rows: 18,
    ...change,
  };
  return pane.content(pane.select(state, scenario, request.options), request);
}

/** The pane inside of its frame, as text. */
function shown(pane: AnyPane, state: SessionState, change: Partial<PaneRequest> = {}): readonly string[] {
  const { columns = 62, rows = 18 } = change;
  const content = contentOf(pane, state, change);
  const size = { columns: columns + 4, rows: rows + 2 };
  return framedLines({ name: pane.name, content, size, focused: false }).map(plain);
}

const fourPanes = { replicas: replicasPane, pods: podsPane, metric: metricPane, queue: queuePane };

describe.each(Object.entries(fourPanes))('the %s pane', (_, pane: AnyPane) => {
  test('waits while its source is connecting', () => {
    expect(contentOf(pane, emptyState()).face.kind).toBe('loading');
  });

  test('is empty in words when there is nothing', () => {
    const sources = new Map(['pods', 'deployments', 'queue', 'metric:pod_cpu_rate'].map((name) => [name, live(0)]));
    expect(contentOf(pane, { ...emptyState(), sources }).face.kind).toBe('empty');
  });

  test('is live with data', () => {
    expect(contentOf(pane, conflictState()).face.kind).toBe('live');
  });

  test('keeps its last data, greyed and with their age, when the source fails', () => {
    const names = ['pods', 'deployments', 'queue', 'metric:pod_cpu_rate'];
    const sources = new Map(names.map((name) => [name, failed('connection refused', 88)]));
    const text = shown(pane, conflictState({ sources }));
    expect(contentOf(pane, conflictState({ sources })).face.kind).toBe('stale');
    expect(text[0]).toContain('! stale 0:42: connection refused');
  });

  test('gives the reason when it fails before it had data', () => {
    const names = ['pods', 'deployments', 'queue', 'metric:pod_cpu_rate'];
    const text = shown(pane, { ...emptyState(), sources: new Map(names.map((name) => [name, failed('forbidden')])) });
    expect(text.join('\n')).toContain('✕ forbidden');
    expect(text[0]).toContain('✕ failed');
  });
});

describe('every pane', () => {
  const views = [{}, { view: 'table' }, { view: 'list' }, { view: 'raw' }, { view: 'numbers' }];

  test.each(Object.entries(paneCatalogue))('%s fills its frame exactly at any size', (_, pane) => {
    for (const columns of [8, 20, 34, 62, 110]) {
      for (const rows of [1, 4, 6, 12, 30]) {
        for (const options of views) {
          const content = contentOf(pane, conflictState(), { columns, rows, options });
          const size = { columns: columns + 4, rows: rows + 2 };
          const lines = framedLines({ name: pane.name, content, size, focused: true });
          expect(lines.length).toBe(size.rows);
          expect(new Set(lines.map(lineWidth))).toEqual(new Set([size.columns]));
        }
      }
    }
  });

  test.each(Object.entries(paneCatalogue))('%s survives a run that has seen nothing', (_, pane) => {
    expect(() => shown(pane, emptyState())).not.toThrow();
  });
});

describe('replicas', () => {
  test('says what each autoscaler wants, in words and signs', () => {
    const text = shown(replicasPane, conflictState()).join('\n');
    expect(text).toMatch(/KEDA {2}5 ▲ 10 {2}1\.\.10 {2}keda-hpa-meme-backend/);
    expect(text).toMatch(/HPA {3}5 ▼ 4 {3}1\.\.10 {2}meme-backend/);
    expect(shown(replicasPane, conflictState(), { columns: 80 }).join('\n')).toContain('15s ago');
  });

  test('says where the count comes from and goes to beside its numeral', () => {
    const text = shown(replicasPane, conflictState());
    expect(text[1]).toContain('was  10');
    expect(text[2]).toContain('now  5');
    expect(text[3]).toMatch(/next 10 .*KEDA's HPA owns it/);
  });

  test('large is for the last row of the room: the count and what each wants, in block numerals', () => {
    const text = shown(replicasPane, conflictState(), { options: { large: true } });
    expect(text[1]).toMatch(/now +KEDA wants ▲ +HPA wants ▼/);
    expect(text[2]).toMatch(/██████ +████ +██████ +██ +██/);
    expect(shown(replicasPane, conflictState(), { options: { large: true }, columns: 20 })[1]).toMatch(/now +│$/);
  });

  test('shows which mode it is in, and a row of marks for each autoscaler', () => {
    const text = shown(replicasPane, conflictState(), { rows: 22 }).join('\n');
    expect(text).toMatch(/mode ▐HPA against KEDA ━+/);
    expect(text).toMatch(/KEDA +▲ +▲/);
    expect(text).toMatch(/HPA +▼ +▼/);
  });

  test('lays the act before, dotted, behind the one that is on', () => {
    const acts = [
      { act: 0, startedAt: second(0), endedAt: second(60) },
      { act: 1, startedAt: second(60) },
    ];
    const director = { act: 1, cue: 0, actStartedAt: second(60), talkStartedAt: second(0), autopilot: false };
    const text = shown(replicasPane, conflictState({ acts, director }), { rows: 22 });
    expect(text.join('\n')).toMatch(/[┈┊]/);
    expect(text.at(-2)).toMatch(/^│ +0:00 /);
    expect(shown(replicasPane, conflictState(), { rows: 22 }).join('\n')).not.toMatch(/[┈┊]/);
  });

  test('says that nothing will change the count when there is no autoscaler', () => {
    expect(shown(replicasPane, conflictState({ hpas: new Map() })).join('\n')).toContain('no autoscaler');
  });

  test('shows the count in big digits where there is room, and in none where rows are needed for words', () => {
    expect(shown(replicasPane, conflictState())[1]).toContain('█▀▀');
    expect(shown(replicasPane, conflictState(), { rows: 8 }).join('\n')).not.toContain('█▀▀');
  });

  test('as a table is what kubectl prints, with all metrics named', () => {
    const text = shown(replicasPane, conflictState(), { columns: 190, options: { view: 'table' } });
    expect(text[1]).toMatch(/NAME +REFERENCE +TARGETS +MINPODS +MAXPODS +REPLICAS +AGE/);
    expect(text[3]).toMatch(
      /Deployment\/meme-backend +memegenerator_pod_cpu_rate: 9m\/20m, cpu: 11%\/50% +1 +10 +5 +4m10s/,
    );
  });
});

describe('pods', () => {
  test('are a cell each, counted in words', () => {
    const text = shown(podsPane, conflictState());
    expect(text[1]).toContain('●●●●●◐○◌◌✕');
    expect(text.join(' ')).toMatch(/● 5 ready.*◐ 1 starting.*○ 1 pending.*◌ 2 ending.*✕ 1 error/);
  });

  test('leave out pods of other workloads', () => {
    const stranger = { ...backend(1), kind: 'Pod' as const, spec: { containers: [] }, status: {} };
    const pods = byUid({
      ...stranger,
      metadata: { name: 'load', namespace: 'meme-generator', uid: 'load', labels: { app: 'load' } },
    });
    expect(contentOf(podsPane, conflictState({ pods })).face.kind).toBe('empty');
  });

  test('scroll, and say how many there are above and below', () => {
    const at = (scroll: number) => shown(podsPane, conflictState(), { rows: 6, scroll, options: { view: 'list' } });
    expect(at(0).at(-2)).toContain('↓ 6 more');
    expect(at(2).at(-2)).toMatch(/↑ 2 more {3}↓ 4 more/);
    expect(at(99).at(-2)).toMatch(/↑ 6 more /);
    expect(contentOf(podsPane, conflictState(), { rows: 6, options: { view: 'list' } }).scrollLimit).toBe(6);
  });
});

describe('metric', () => {
  test('shows its value against the target and the spread over pods in Kubernetes units', () => {
    expect(shown(metricPane, conflictState())[1]).toMatch(/now 19m cores of 20m {3}per pod 4m ▁▂▃▄▅▅▆▇██ 36m/);
  });

  test('steps to the next signal of the scenario', () => {
    expect(shown(metricPane, conflictState(), { step: 1 })[0]).toContain('CPU per pod');
    expect(shown(metricPane, conflictState(), { step: -1 })[0]).toContain('Productivity');
  });

  test('goes stale when samples stop, though nobody reports a failure', () => {
    expect(contentOf(metricPane, conflictState(), { now: second(160) }).face).toMatchObject({
      kind: 'stale',
      ageMs: 30_000,
    });
  });
});

describe('queue', () => {
  const signal = scenario.signals.queue;

  test('adds pending and ack pending up to what KEDA reads', () => {
    expect(shown(queuePane, conflictState())[1]).toContain('pending 4,320 + ack 60 = 4,380 KEDA reads');
  });

  test.each([
    [0, 0, 0, 'empty'],
    [800, 0, 40, 'empty in 0:20'],
    [800, 40, 40, 'growing'],
    [800, 0, 0, 'not draining'],
  ])('with %i messages, %i/s in and %i/s out it is %s', (lag, incoming, outgoing, drain) => {
    const counter = (rate: number) => [0, rate, 2 * rate];
    const all = new Map([
      ['queue', series('queue', [lag], 10)],
      ['queue:published', series('queue:published', counter(incoming), 10)],
      ['queue:acked', series('queue:acked', counter(outgoing), 10)],
    ]);
    expect(signal && queueView(signal, all).drain).toBe(drain);
  });
});
