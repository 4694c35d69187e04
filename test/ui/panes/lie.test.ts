import { describe, expect, test } from 'vitest';
import type { Pod } from '../../../src/autoscaling/objects.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import type { SessionState } from '../../../src/session/state.ts';
import { framedLines } from '../../../src/ui/panes/frame.ts';
import { liePane } from '../../../src/ui/panes/lie/lie-pane.ts';
import { plain } from '../../../src/ui/text/line.ts';
import { backend, backendPod, openedAt, second } from '../support/cluster-objects.ts';
import { byUid, emptyState, failed, live, series } from '../support/session-states.ts';

const scenario = loadScenario('meme-generator');
const podName = (suffix: string) => `meme-backend-b6c8dd9fc-${suffix}`;

function pod(suffix: string): Pod {
  const bare = backendPod(suffix, 'ready', 0);
  const resources = { requests: { cpu: '50m' }, limits: { cpu: '500m' } };
  return { ...bare, spec: { ...bare.spec, containers: [{ name: 'backend', resources }] } };
}

/** Pods that use these many cores each, throttled in this share of their periods. */
function stateOf(cores: readonly number[], throttled: number | undefined, change: Partial<SessionState> = {}) {
  const pods = cores.map((_, index) => pod(`p${index}`));
  const parts = Object.fromEntries(cores.map((value, index) => [podName(`p${index}`), value]));
  const cpu = series('cpu', [0], 60);
  return {
    ...emptyState(),
    now: second(60),
    deployments: byUid(backend(cores.length)),
    pods: byUid(...pods),
    series: new Map([
      ['cpu', { ...cpu, latest: { at: second(60), value: 0, parts } }],
      ...(throttled === undefined ? [] : [['throttling', series('throttling', [throttled], 60)] as const]),
    ]),
    sources: new Map([['metric:throttling', live(60)]]),
    ...change,
  };
}

function shown(state: SessionState, columns = 34, rows = 8): readonly string[] {
  const { now } = state;
  const request = { scenario, options: {}, now, openedAt, windowMs: 300_000, scroll: 0, step: 0, columns, rows };
  const content = liePane.content(liePane.select(state, scenario, {}), request);
  const size = { columns: columns + 4, rows: rows + 2 };
  return framedLines({ name: liePane.name, content, size, focused: false }).map(plain);
}

describe('the lie pane', () => {
  test('names the gap when pods are held back while their average looks idle', () => {
    const text = shown(stateOf([0.004, 0.006, 0.005], 0.83));
    expect(text[0]).toMatch(/The lie .*! hidden/);
    expect(text[1]).toMatch(/average CPU +▐█.* +10%/);
    expect(text[2]).toMatch(/throttled +▐█+.* +83%/);
    expect(text.join(' ').replaceAll(/[ │]+/g, ' ')).toContain(
      '! The average hides that 83% of periods are cut short. Bursts hit their limit of 500m between the samples of the average.',
    );
  });

  test('tells who does the work when a few pods stand at their limit', () => {
    const text = shown(stateOf([0.48, ...new Array<number>(19).fill(0.001)], 0.4)).join(' ');
    expect(text.replaceAll(/[ │]+/g, ' ')).toContain('1 of 20 pods do the work, at their limit of 500m.');
  });

  test('says so when nothing is hidden', () => {
    expect(
      shown(stateOf([0.004], 0.02))
        .join(' ')
        .replaceAll(/[ │]+/g, ' '),
    ).toContain('Both say the same: the pods have CPU to spare.');
    expect(
      shown(stateOf([0.06], 0.4))
        .join(' ')
        .replaceAll(/[ │]+/g, ' '),
    ).toContain('Both say the same: the pods are busy.');
  });

  test('waits, fails and grows old as every pane does', () => {
    expect(shown(stateOf([], undefined, { sources: new Map() })).join('\n')).toContain('throttled periods');
    const refused = new Map([['metric:throttling', failed('connection refused')]]);
    expect(shown(stateOf([], undefined, { sources: refused })).join('\n')).toContain('connection refused');
    expect(shown(stateOf([0.01], 0.83, { now: second(160) })).join('\n')).toContain('1:40');
  });

  test('keeps its two figures where it is narrow and low', () => {
    const text = shown(stateOf([0.004], 0.83), 20, 2);
    expect(text[1]).toMatch(/average CPU +8%/);
    expect(text[2]).toMatch(/throttled +83%/);
  });
});
