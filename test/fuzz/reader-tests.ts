import { describe, expect, test } from 'vitest';
import { targets } from './all-targets.ts';
import { type Finding, noFigures, tryInput } from './campaign.ts';
import { corpus } from './corpus.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { Inputs } from './inputs.ts';

/** As many as take seconds; `npm run bench:fuzz` gives each reader a hundred thousand. */
const inputs = 1000;

const entries = corpus();

async function faultsOf(target: FuzzTarget, given: Iterable<string>): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const figures = noFigures();
  for (const input of given) {
    const finding = await tryInput(target, input, figures);
    if (finding !== undefined) findings.push(finding);
  }
  return findings;
}

function* made(target: FuzzTarget): Iterable<string> {
  const source = new Inputs(target, 'test');
  for (let index = 0; index < inputs; index += 1) yield source.at(index);
}

/** The tests of these readers. They stand in files of their own to run beside each other. */
export function testReaders(names: readonly string[]): void {
  describe.each(names)('whoever reads %s', (name) => {
    const make = targets[name] as () => FuzzTarget;
    test('takes or refuses whatever is given, soon and in words', { timeout: 60_000 }, async () => {
      const target = make();
      expect(await faultsOf(target, made(target))).toEqual([]);
      await target.close?.();
    });

    test('takes what once broke it', async () => {
      const target = make();
      const known = entries.filter((entry) => entry.target === name).map(({ input }) => input);
      expect(await faultsOf(target, known)).toEqual([]);
      await target.close?.();
    });
  });
}
