import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { heatStrip, shareOut } from '../../../src/ui/panes/pods/pod-cells.ts';
import { podsPane } from '../../../src/ui/panes/pods/pods-pane.ts';
import { plain } from '../../../src/ui/text/line.ts';
import { backendPod, openedAt, type PodFace } from '../support/cluster-objects.ts';
import { byUid, conflictState } from '../support/session-states.ts';

const scenario = loadScenario('meme-generator');

function shown(faces: readonly PodFace[], rows: number, scroll = 0): readonly string[] {
  const state = conflictState({
    pods: byUid(...faces.map((face, index) => backendPod(`p${index}`, face, Math.floor(index / 50)))),
  });
  const request = {
    scenario,
    options: {},
    now: state.now,
    openedAt,
    windowMs: 300_000,
    scroll,
    step: 0,
    columns: 60,
    rows,
  };
  const { face } = podsPane.content(podsPane.select(state, scenario, {}), request);
  return face.kind === 'live' ? face.lines.map(plain) : expect.fail(`the pane is ${face.kind}`);
}

describe('hundreds and thousands of pods', () => {
  const faces = Array.from({ length: 5000 }, (_, index): PodFace => (index === 2500 ? 'crashing' : 'ready'));

  test('collapse into shares, a strip by age, and counts', () => {
    const [shares, strip, legend, counts] = shown(faces, 20);
    expect(shares).toBe(`${'●'.repeat(59)}✕`);
    expect(strip).toMatch(/^old ●+✕●+ new$/);
    expect(legend).toContain('97 pods a cell');
    expect(counts).toBe('● 4,999 ready   ✕ 1 error');
  });

  test('are listed as far as there is room, and scrolled', () => {
    expect(shown(faces, 20).at(-1)).toMatch(/^↓ 49\d\d more$/);
    expect(shown(faces, 20, 4000).at(-1)).toMatch(/^↑ 4000 more {3}↓ \d+ more$/);
  });

  test('fit into their rows at any height', () => {
    for (let rows = 1; rows < 30; rows++) expect(shown(faces, rows).length).toBeLessThanOrEqual(Math.max(rows, 4));
  });
});

test('a share has no fewer cells than one, and all of them together fill the row', () => {
  const stages = [
    { stage: 'ready' as const, count: 997 },
    { stage: 'pending' as const, count: 2 },
    { stage: 'error' as const, count: 1 },
  ];
  expect(shareOut(stages, 1000, 40)).toEqual([
    { stage: 'ready', count: 38 },
    { stage: 'pending', count: 1 },
    { stage: 'error', count: 1 },
  ]);
});

test('a heat strip shows the worst of each part, in order of age', () => {
  expect(heatStrip(['ready', 'error', 'ready', 'ready', 'starting', 'ready'], 3)).toEqual([
    'error',
    'ready',
    'starting',
  ]);
  expect(heatStrip(['ready'], 3)).toEqual(['ready']);
});
