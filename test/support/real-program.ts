import { spawnSync } from 'node:child_process';
import { describe } from 'vitest';

/**
 * Tests of a program that is not ours, as the machine has it. Where it is missing they are skipped, with the reason in the title; with
 * `HARMONY_REQUIRE_REAL=1` they fail instead, so that a checking machine cannot pass over them.
 */
export function describeReal(program: string, title: string, tests: () => void): void {
  const isThere = spawnSync(program, ['--version']).error === undefined;
  if (isThere || process.env.HARMONY_REQUIRE_REAL === '1') describe(title, tests);
  else describe.skipIf(true)(`${title} (skipped: ${program} is not installed)`, tests);
}
