import { describe, expect, test } from 'vitest';
import { TEXT_COLUMNS } from '../../../src/autoscaling/decision/text.ts';
import { corpus, explainCase } from './corpus.ts';

const cases = corpus();

test('the corpus has at least 60 HPAs, each with a title of its own', () => {
  expect(cases.length).toBeGreaterThanOrEqual(60);
  expect(new Set(cases.map(([, { title }]) => title)).size).toBe(cases.length);
});

describe.each(cases)('%s', (_, given) => {
  const said = explainCase(given);

  test('text', () => expect(said.text).toBe(given.expected?.text));
  test('summary', () => expect(said.summary).toBe(given.expected?.summary));
  test('JSON', () => expect(JSON.parse(JSON.stringify(said.explanation))).toEqual(given.expected?.explanation));

  test('the text fits, and every line of it says how it is known', () => {
    const lines = said.text.split('\n');
    expect(lines.filter((line) => line.length > TEXT_COLUMNS)).toEqual([]);
    for (const { evidence, text } of said.explanation.lines) {
      expect(lines.some((line) => line.startsWith(evidence) && line.includes(text.slice(0, 20).trimEnd()))).toBe(true);
    }
  });

  test('identities are unique, and nothing estimated passes for observed', () => {
    const { metrics } = said.explanation;
    expect(new Set(metrics.map(({ identity }) => identity)).size).toBe(metrics.length);
    for (const metric of metrics) if (metric.proposes !== null) expect(metric.evidence).toBe('estimated');
  });
});
