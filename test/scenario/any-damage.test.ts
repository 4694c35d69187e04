import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { ScenarioError } from '../../src/scenario/problem.ts';
import { small, writeSmall } from './small-scenario.ts';

const lines = (small['scenario.yaml'] ?? '').split('\n');
const folder = writeSmall();

/** Loads the small scenario with this text; every complaint must point into a file and be said once. */
function endure(text: string): void {
  const file = join(folder, 'scenario.yaml');
  writeFileSync(file, text);
  try {
    loadScenario(folder);
  } catch (error) {
    expect(error).toBeInstanceOf(ScenarioError);
    const { problems, message } = error as ScenarioError;
    expect(problems.length, text).toBeGreaterThan(0);
    expect(new Set(message.split('\n')).size, message).toBe(problems.length);
    for (const problem of problems.filter((one) => one.file === file)) {
      const line = text.split('\n')[problem.line - 1];
      expect(line, `${message}\n${text}`).toBeDefined();
      expect(problem.column, `${message}\n${text}`).toBeLessThanOrEqual((line ?? '').length + 1);
    }
  }
}

describe('whatever is damaged, a scenario loads or is told why, in places that exist', () => {
  it('with any one line missing', () => {
    for (const index of lines.keys()) endure(lines.toSpliced(index, 1).join('\n'));
  });

  it('cut off after any line', () => {
    for (const index of lines.keys()) endure(lines.slice(0, index).join('\n'));
  });

  it.each([
    '',
    'null',
    '[]',
    '{}',
    '-1',
    '1e999',
    'true',
    '"text"',
    '[{}]',
    '{ a: { b: [1] } }',
    '&a',
    '*a',
    '!!set x',
  ])('with %j in the place of any value', (value) => {
    for (const [index, line] of lines.entries()) {
      endure(lines.with(index, line.replace(/: .*$/, `: ${value}`)).join('\n'));
    }
  });
});
