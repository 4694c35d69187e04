import { expect, test } from 'vitest';
import { ofUserFiles, targets } from './all-targets.ts';
import { corpus } from './corpus.ts';
import { Inputs } from './inputs.ts';
import { testReaders } from './reader-tests.ts';

testReaders(Object.keys(targets).filter((name) => !ofUserFiles.includes(name)));

test('every line of the corpus is about a reader there is', () => {
  const unknown = corpus().filter((entry) => !Object.hasOwn(targets, entry.target));
  expect(unknown).toEqual([]);
});

test('the same seed makes the same inputs', () => {
  const [target] = [targets.expression?.()].flatMap((each) => each ?? []);
  const first = target && Array.from({ length: 50 }, (_, index) => new Inputs(target, 'a').at(index));
  const again = target && new Inputs(target, 'a');
  expect(first?.map((_, index) => again?.at(index))).toEqual(first);
  expect(new Set(first).size).toBeGreaterThan(40);
});
