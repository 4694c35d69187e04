import { describe, expect, it } from 'vitest';
import { complaints, type Edit } from './small-scenario.ts';

/** What is done to the small scenario, and every line it is then told. */
export type Case = readonly [what: string, edit: Edit, expected: readonly string[]];

/** One test per mistake: the complaint is compared to the letter, position included. */
export function mistakes(name: string, cases: readonly Case[]): void {
  describe(name, () => {
    it.each(cases)('%s', (_, edit, expected) => {
      expect(complaints(edit)).toEqual(expected);
    });
  });
}

/** An edit of scenario.yaml. */
export function inScenario(find: string, instead: string): Edit {
  return ['scenario.yaml', find, instead];
}
