import { beforeAll, describe, expect, test } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { changeTeller } from '../../../src/cli/plain/changes.ts';
import { type PlainLine, printed, type Subject } from '../../../src/cli/plain/line.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import type { SessionState } from '../../../src/session/state.ts';
import { sampledRun } from '../../ui/support/sampled-run.ts';
import { conflictState, failed, live, series } from '../../ui/support/session-states.ts';

const scenario = loadScenario('meme-generator');

describe('a run told in lines', () => {
  let states: readonly SessionState[];
  let lines: readonly PlainLine[];
  const about = (subject: Subject) => lines.filter((line) => line.subject === subject).map(({ text }) => text);

  beforeAll(async () => {
    states = await sampledRun('gke');
    const [opening] = states;
    if (!opening) throw new Error('the run has no states');
    const tell = changeTeller(scenario, opening);
    lines = states.flatMap((state) => tell(state));
  });

  test('has every change of the count, in its order, with who made it and why', () => {
    const path = states.at(-1)?.replicaPaths.get('meme-backend') ?? [];
    const told = about('rescale').filter((text) => text.startsWith('meme-backend '));
    expect(path.length).toBeGreaterThan(6);
    expect(told.map((text) => / -> (\d+) by /.exec(text)?.[1])).toEqual(
      path.slice(1).map(({ replicas }) => String(replicas)),
    );
    expect(told).toContainEqual(
      expect.stringMatching(/^meme-backend \d+ -> \d+ by KEDA keda-hpa-meme-backend: external metric .* above target$/),
    );
    expect(told).toContainEqual(
      expect.stringMatching(/^meme-backend \d+ -> \d+ by HPA meme-backend: All metrics below target$/),
    );
    expect(told.filter((text) => text.includes('someone unknown'))).toEqual([]);
  });

  test('names the conflict when it begins, and says when it is over', () => {
    expect(about('conflict')[0]).toMatch(
      /^FIGHT {2}KEDA wants \d+, HPA meme-backend wants \d+\. Keep one: kubectl delete/,
    );
    const fights = about('conflict').filter((text) => text.startsWith('FIGHT')).length;
    expect(about('over').filter((text) => text.startsWith('FIGHT'))).toHaveLength(fights);
  });

  test('has every act and every sentence of it, and its end', () => {
    const said = scenario.acts.flatMap(({ title, cues }, index) => [
      `act ${index + 1} of ${scenario.acts.length}: ${title}`,
      ...cues.flatMap(({ say }) => say ?? []),
    ]);
    expect(about('talk').filter((text) => !text.startsWith('autopilot'))).toEqual([...said, 'the talk is over']);
  });

  test('has modes from and to, what was done for them, and loads', () => {
    expect(about('mode')).toContainEqual(expect.stringMatching(/ -> HPA against KEDA: applied$/));
    expect(about('action')).toContain('kubectl apply --server-side -f autoscalers/hpa-manual.yaml: done');
    expect(about('load')).toContainEqual(expect.stringMatching(/^Burst of 6,000 running -> complete/));
  });

  test('counts pods by the ten seconds', () => {
    const { started, terminated } = states.at(-1)?.churn ?? { started: 0, terminated: 0 };
    const counts = about('pods').map((text) =>
      /^(\d+) started and (\d+) ended in 10 s, \d+ there, \d+ ready$/.exec(text),
    );
    const sum = (group: number) => counts.reduce((total, match) => total + Number(match?.[group]), 0);
    // What came to be in the last seconds of the run is not counted yet.
    expect(started - sum(1)).toBeLessThanOrEqual(4);
    expect(terminated - sum(2)).toBeLessThanOrEqual(4);
    expect(sum(1)).toBeGreaterThan(10);
  });

  test('goes above the SLA of the queue and back in turns', () => {
    const crossings = about('signal').filter((text) => text.startsWith('MEMES'));
    expect(crossings[0]).toMatch(/^MEMES above its SLA of 500 messages: [\d.k]+ messages -> [\d.k]+ messages$/);
    expect(crossings.map((text) => text.includes('above'))).toEqual(crossings.map((_, index) => index % 2 === 0));
    expect(crossings.length).toBeGreaterThanOrEqual(2);
  });

  test('says nothing twice, and nothing far out of order', () => {
    const texts = lines.map((line) => printed(line));
    expect(new Set(texts).size).toBe(texts.length);
    // A rescale waits for its Event, a few seconds at most.
    for (const [index, { at }] of lines.entries()) expect(at - (lines[index + 1]?.at ?? at)).toBeLessThanOrEqual(4000);
  });
});

describe('lines', () => {
  const before = conflictState({ sources: new Map([['queue', live(100)]]) });

  test('tell a source that fails, why, and that it is back', () => {
    const tell = changeTeller(scenario, before);
    const down = { ...before, sources: new Map([['queue', failed('connection refused')]]) };
    expect(tell(down).map(({ text }) => text)).toContain('queue live -> failed: connection refused');
    expect(tell(before).map(({ text }) => text)).toContain('queue failed -> live');
  });

  test('tell when a signal crosses a line, and look past a gap of it', () => {
    const at = before.now / 1000;
    const queue = (values: readonly (number | null)[]) => {
      const measured = series('queue', values, at);
      return { ...before, series: new Map([['queue', { ...measured, info: { ...measured.info, sla: 500 } }]]) };
    };
    const tell = changeTeller(scenario, queue([10, 100]));
    const signals = (values: readonly (number | null)[]) =>
      tell(queue(values)).flatMap(({ subject, text }) => (subject === 'signal' ? [text] : []));
    expect(signals([10, 100, 400])).toEqual([]);
    expect(signals([10, 100, 400, 600])).toEqual(['queue above its SLA of 500: 400 -> 600']);
    expect(signals([10, 100, 400, 600, null])).toEqual([]);
    expect(signals([10, 100, 400, 600, null, 700])).toEqual([]);
    expect(signals([10, 100, 400, 600, null, 700, 500])).toEqual(['queue back below its SLA of 500: 700 -> 500']);
  });

  test('are one row each: time, subject, text', () => {
    const line: PlainLine = { at: epochMs(Date.UTC(2026, 0, 1, 10, 0, 5)), subject: 'action', text: 'one\n  two' };
    expect(printed(line)).toBe('10:00:05 action: one two\n');
  });
});
