import { describe, expect, it } from 'vitest';
import { evaluate, type Figures, figurePaths } from '../../src/scenario/expression.ts';
import { parseExpression } from '../../src/scenario/parse-expression.ts';

const nothing = Object.fromEntries(figurePaths.map((path) => [path, null])) as unknown as Figures;

function evaluated(text: string, figures: Partial<Figures> = {}) {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw parsed.mistake;
  return evaluate(parsed.expression, { ...nothing, ...figures });
}

function mistake(text: string): readonly [offset: number, message: string] {
  const parsed = parseExpression(text);
  if (parsed.ok) throw new Error(`${text} has no mistake`);
  return [parsed.mistake.offset, `${parsed.mistake.message}; ${parsed.mistake.tryThis}`];
}

describe('an expression', () => {
  it.each([
    ['replicas.peak >= 10', { 'replicas.peak': 10 }, true],
    ['replicas.peak > 10', { 'replicas.peak': 10 }, false],
    ['replicas.peak <= 9.5', { 'replicas.peak': 10 }, false],
    ['replicas.peak < 10.5', { 'replicas.peak': 10 }, true],
    ['reversals == 0', { reversals: 0 }, true],
    ['reversals != 0', { reversals: 0 }, false],
    ['3 <= reversals', { reversals: 3 }, true],
    ['reversals > -1', { reversals: 0 }, true],
    ['replicas.final==replicas.min', { 'replicas.final': 1, 'replicas.min': 1 }, true],
    ['reversals == 1 or rescales == 2 and seconds == 3', { reversals: 1, rescales: 0, seconds: 0 }, true],
    ['(reversals == 1 or rescales == 2) and seconds == 3', { reversals: 1, rescales: 0, seconds: 0 }, false],
    ['not reversals == 1 and seconds == 3', { reversals: 0, seconds: 3 }, true],
    ['not (reversals == 1 and seconds == 3)', { reversals: 1, seconds: 3 }, false],
    ['not not reversals == 1', { reversals: 1 }, true],
  ] as const)('%s with %o is %s', (text, figures, met) => {
    expect(evaluated(text, figures).met).toBe(met);
  });

  it.each(['<', '<=', '>', '>=', '==', '!='])('is not met when a figure compared by %s has no value', (operator) => {
    expect(evaluated(`queue.drainedAtSecond ${operator} 120`).met).toBe(false);
    expect(evaluated(`120 ${operator} queue.drainedAtSecond`, { 'queue.drainedAtSecond': Number.NaN }).met).toBe(false);
  });

  it('says what the figures it names are, each once', () => {
    const figures = { 'replicas.peak': 10, 'productivity.mean': 412.34567 };
    expect(evaluated('replicas.peak >= 10 and not replicas.peak < productivity.mean', figures).actual).toBe(
      'replicas.peak = 10, productivity.mean = 412.346',
    );
    expect(evaluated('queue.drainedAtSecond < 120').actual).toBe('queue.drainedAtSecond = none');
  });
});

describe('a mistake in an expression is told with its offset', () => {
  it.each([
    ['', 0, 'the expression ends too early; a number or a figure such as "reversals" belongs here'],
    ['replicas.peek >= 10', 0, 'there is no figure "replicas.peek"; did you mean "replicas.peak"?'],
    ['seconds > 1 and reversal > 1', 16, 'there is no figure "reversal"; did you mean "reversals"?'],
    ['reversals', 9, '"reversals" is compared with nothing; write e.g. "reversals >= 1"'],
    ['reversals and seconds > 1', 10, '"reversals" is compared with nothing; write e.g. "reversals >= 1"'],
    ['reversals = 3', 10, '"=" means nothing here; write "=="'],
    ['reversals ≥ 3', 10, '"≥" means nothing here; write ">="'],
    ['reversals > 3 && seconds > 1', 14, '"&&" means nothing here; write "and"'],
    ['reversals > 10%', 14, '"%" means nothing here; comparisons are < <= > >= == !='],
    ['1 < reversals < 3', 14, 'a comparison has two sides; join two comparisons with "and"'],
    ['reversals > 1 seconds > 1', 14, '"seconds" is left over; join comparisons with "and" or "or"'],
    ['(reversals > 1', 0, 'this "(" is not closed; add a ")"'],
    ['reversals > 1)', 13, 'nothing is open here; remove the ")"'],
    ['reversals > or', 12, '"or" cannot stand here; a number or a figure such as "reversals" belongs here'],
    ['constructor > 1', 0, expect.stringContaining('there is no figure "constructor"; known figures: replicas.min, ')],
    [`${'('.repeat(5000)}reversals > 1`, 100, 'this is nested too deeply; split it'],
    [`${'not '.repeat(5000)}reversals > 1`, 400, 'this is nested too deeply; split it'],
  ])('%s', (text, offset, message) => {
    expect(mistake(text)).toEqual([offset, message]);
  });
});
