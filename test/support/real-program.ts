import { spawnSync } from 'node:child_process';
import { describe } from 'vitest';

/** Programs that `.ci/run` installs. The others are tested where the machine has them. */
const installed: ReadonlySet<string> = new Set(['nats-server', 'redis-server', 'prometheus', 'promtool', 'asciinema']);

/**
 * Tests of a program that is not ours, as the machine has it. Where it is missing they are skipped, with the reason in the title. One that
 * `.ci/run` installs fails instead with `HARMONY_REQUIRE_REAL=1`, so that a checking machine cannot pass over it.
 */
export function describeReal(program: string, title: string, tests: () => void): void {
  const isThere = spawnSync(program, ['--version']).error === undefined;
  const isRequired = installed.has(program) && process.env.HARMONY_REQUIRE_REAL === '1';
  if (isThere || isRequired) describe(title, tests);
  else describe.skipIf(true)(`${title} (skipped: ${program} is not installed)`, tests);
}
