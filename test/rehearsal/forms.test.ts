import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeRehearsal } from '../../src/cli/rehearsal-files.ts';
import { rehearsalJunit } from '../../src/cli/rehearsal-junit.ts';
import { sweepReport, sweepText } from '../../src/cli/rehearsal-sweep.ts';
import { rehearsalText } from '../../src/cli/rehearsal-text.ts';
import { rehearse } from '../../src/cli/rehearse.ts';
import { parseSeeds } from '../../src/cli/values.ts';
import type { RehearsalReport } from '../../src/report/rehearsal-report.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

async function reportOf(seed: number): Promise<RehearsalReport> {
  let text = '';
  const write = (part: string): void => {
    text += part;
  };
  // The upstream controller freezes both autoscalers, so that the conflict act cannot show its fight.
  const options = { scenario: 'meme-generator', speed: 'max', seed, profile: 'upstream', act: 'conflict' } as const;
  await rehearse({ ...options, debug: false, json: true }, { write });
  return JSON.parse(text) as RehearsalReport;
}

describe('an expectation that is not met', async () => {
  const report = await reportOf(1);
  const missed = report.expectations.find(({ text }) => text === 'reversals >= 3');

  test('says what was seen', () => {
    expect(missed).toMatchObject({ met: false, actual: 'reversals = 0' });
    expect(rehearsalText(report)).toMatch(/✕ not met {2}reversals >= 3 {2}\(reversals = 0\)/);
  });

  test('is a failure in JUnit XML, with what was seen', () => {
    const xml = rehearsalJunit(report);
    const failures = report.expectations.filter(({ met }) => !met).length;
    expect(xml).toContain(`<testsuite name="conflict" tests="${report.expectations.length}" failures="${failures}"`);
    expect(xml).toMatch(/name="reversals &gt;= 3" time="[\d.]+"><failure message="seen: reversals = 0/);
  });

  test('is written in every form where a folder is named', () => {
    const out = join(scratchFolder(), 'results/first');
    const junit = join(scratchFolder(), 'junit.xml');
    writeRehearsal({ out, junit }, report);
    expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))).toEqual(report);
    expect(readFileSync(join(out, 'junit.xml'), 'utf8')).toBe(readFileSync(junit, 'utf8'));
    expect(existsSync(join(out, 'report.txt'))).toBe(true);
    expect(() => writeRehearsal({ out: join(junit, 'below') }, report)).toThrow(/cannot be written/);
  });
});

describe('a sweep of seeds', () => {
  test('counts how often each expectation holds, and names the seeds where it does not', () => {
    const base = { scenario: 'demo', profile: 'gke', wallMillis: 1, virtualSeconds: 1, acts: [], met: true };
    const expectation = (met: boolean, value: number) => ({ act: 'one', text: 'x >= 3', actual: `x = ${value}`, met });
    const report = sweepReport(
      [
        { ...base, seed: 1, expectations: [expectation(true, 4)] },
        { ...base, seed: 2, expectations: [expectation(false, 2)] },
      ],
      500,
    );
    expect(report).toMatchObject({
      seeds: [1, 2],
      met: false,
      expectations: [{ metWith: 1, misses: [{ seed: 2, actual: 'x = 2' }] }],
    });
    expect(sweepText(report)).toContain('✕ 1 of 2  one: x >= 3\n      seed 2: x = 2\n');
  });

  test.each([
    ['1..4', [1, 2, 3, 4]],
    ['3,1, 7', [3, 1, 7]],
    ['5', [5]],
  ])('takes %s', (text, seeds) => {
    expect(parseSeeds(text)).toEqual(seeds);
  });

  test.each(['4..1', '1..5000', 'all', '1..'])('refuses %s', (text) => {
    expect(() => parseSeeds(text)).toThrow(/It (is|goes)/);
  });
});
