import { beforeAll, describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { explanations } from '../../../src/session/insight/explanations.ts';
import { findings } from '../../../src/session/insight/findings.ts';
import type { SessionState } from '../../../src/session/state.ts';
import { bannerText, bannerView } from '../../../src/ui/chrome/banner.ts';
import { standingOf } from '../../../src/ui/facts/standing.ts';
import { whyPane } from '../../../src/ui/panes/why/why-pane.ts';
import { lineWidth, plain } from '../../../src/ui/text/line.ts';
import { modeOf, sampledRun } from '../support/sampled-run.ts';

const scenario = loadScenario('meme-generator');
/** How often the controller looks at an HPA, and what a pass may take. */
const syncMs = 15_100;

function why(state: SessionState, columns = 116): readonly string[] {
  const { now, openedAt } = state;
  const request = { scenario, options: {}, now, openedAt, windowMs: 300_000, scroll: 0, step: 0, columns, rows: 6 };
  const { face } = whyPane.content(whyPane.select(state, scenario, {}), request);
  if (face.kind !== 'live') throw new Error(`the pane is ${face.kind}`);
  expect(Math.max(...face.lines.map(lineWidth))).toBeLessThanOrEqual(columns);
  return face.lines.map(plain);
}

function bannerOf(state: SessionState): string {
  return bannerText(bannerView(standingOf(state, scenario, findings(state)), state.now), 200);
}

/** What an autoscaler's metrics want within its bounds, by the controller's own decision. */
function wishes(state: SessionState): readonly (number | null)[] {
  return explanations(state)
    .filter(({ target }) => target.name === 'meme-backend')
    .map(({ wants }) => wants && Math.min(Math.max(wants, 1), 10));
}

describe('a whole run where HPAs may fight', () => {
  let conflict: readonly SessionState[];
  let harmony: readonly SessionState[];

  beforeAll(async () => {
    const states = await sampledRun('gke');
    conflict = states.filter((state) => modeOf(state) === 'conflict');
    harmony = states.filter((state) => modeOf(state) === 'harmony');
  });

  test('has both acts', () => {
    expect(conflict.length).toBeGreaterThan(100);
    expect(harmony.length).toBeGreaterThan(100);
  });

  test('names both autoscalers, what each wants and which rule stopped it, at every second of the conflict', () => {
    for (const state of conflict) {
      const [keda, kedaRule, hpa, hpaRule, next] = why(state);
      expect(keda).toMatch(/^KEDA {2}wants (\d+|\?)/);
      expect(hpa).toMatch(/^HPA {3}wants (\d+|\?)/);
      for (const rule of [kedaRule, hpaRule]) {
        expect(rule).toMatch(/^ +(▪ (held|slowed|stopped|kept)|· (nothing stopped it|within tolerance|no pass))/);
      }
      expect(next).toMatch(/^NEXT {2}(\d+ → \d+|stays at \d+)/);
    }
  });

  test('knows all that once each autoscaler has had its first pass', () => {
    const startedAt = conflict[0]?.now ?? 0;
    for (const state of conflict.filter(({ now }) => now - startedAt > syncMs)) {
      const text = why(state).join('\n');
      expect(text).not.toMatch(/wants \?|unknown|no pass/);
      expect(text.match(/observed/g)?.length).toBeGreaterThanOrEqual(2);
    }
  });

  test('counts a limit down from second to second', () => {
    const secondsLeft = (state: SessionState): number | undefined => {
      const [, minutes, seconds] = /(\d+):(\d\d) left/.exec(why(state)[3] ?? '') ?? [];
      return minutes === undefined ? undefined : Number(minutes) * 60 + Number(seconds);
    };
    const steps = conflict.flatMap((state, index) => {
      const before = conflict[index - 1];
      const [was, is] = [before && secondsLeft(before), secondsLeft(state)];
      return before?.decisions === state.decisions && was !== undefined && is !== undefined ? [was - is] : [];
    });
    expect(steps.length).toBeGreaterThan(20);
    // The store shows whole frames, and a countdown whole seconds: a step may fall into the next one.
    for (const step of steps) expect(Math.abs(step - 1)).toBeLessThanOrEqual(1);
  });

  test('shouts within a sync of the moment the two want different counts, and is quiet within a sync of its end', () => {
    let apartSince: number | undefined;
    let togetherSince: number | undefined;
    let fights = 0;
    for (const state of conflict) {
      const [one, other] = wishes(state);
      const apart = one != null && other != null && one !== other;
      apartSince = apart ? (apartSince ?? state.now) : undefined;
      togetherSince = apart ? undefined : (togetherSince ?? state.now);
      const shouts = bannerOf(state).startsWith(' FIGHT ');
      if (shouts) fights++;
      if (apartSince !== undefined && state.now - apartSince >= syncMs) expect(shouts).toBe(true);
      if (shouts && togetherSince !== undefined) expect(recentPull(state)).toBe(true);
    }
    expect(fights).toBeGreaterThan(30);
    for (const state of harmony.filter(({ now }) => now - (harmony[0]?.now ?? 0) > syncMs)) {
      expect(bannerOf(state)).not.toMatch(/FIGHT|FROZEN|CONFLICT|TWO HPAS/);
    }
  });

  test('finds no conflict in harmony at any second', () => {
    const conflicts = harmony.flatMap(findings).filter(({ severity }) => severity === 'conflict');
    expect(conflicts).toEqual([]);
    for (const state of harmony) expect(why(state).filter((row) => row.startsWith('HPA'))).toEqual([]);
  });

  test('fits a narrow screen at every second', () => {
    for (const state of [...conflict, ...harmony]) expect(why(state, 76).length).toBeLessThanOrEqual(6);
  });
});

/** Whether one autoscaler has just taken back what another did, which counts as a fight though both agree now. */
function recentPull({ replicaPaths, now }: SessionState): boolean {
  const path = replicaPaths.get('meme-backend') ?? [];
  return path.some(({ at, replicas }, index) => {
    const [before, base] = [path[index - 1]?.replicas ?? replicas, path[index - 2]?.replicas ?? replicas];
    return now - at <= syncMs && (replicas - before) * (before - base) < 0;
  });
}

test('a run where the controller refuses ambiguous selectors is frozen, and the pane says by what', async () => {
  const states = await sampledRun('upstream');
  const conflict = states.filter((state) => modeOf(state) === 'conflict');
  const late = conflict.filter(({ now }) => now - (conflict[0]?.now ?? 0) > 2 * syncMs);
  expect(late.length).toBeGreaterThan(60);
  for (const state of late) {
    expect(bannerOf(state)).toMatch(/^ FROZEN {2}/);
    const rules = why(state).filter((row) => row.includes('frozen by its selector'));
    expect(rules).toHaveLength(2);
  }
});
