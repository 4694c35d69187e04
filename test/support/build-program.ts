import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Vitest's global setup of tests that start the program: they run what the sources say now. */
export function setup(): void {
  const root = join(import.meta.dirname, '../..');
  execFileSync(process.execPath, [join(root, 'scripts/build.ts'), '--if-stale'], { stdio: 'inherit' });
}
