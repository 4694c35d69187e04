import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, packageRoot } from './bundle.ts';

const outDir = join(packageRoot, 'dist');
const program = join(outDir, 'cli', 'main.js');
/** A change in any of these makes the bundle stale. */
const inputs = ['src', 'scripts', 'package.json', 'package-lock.json'];

function newestChangeMs(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) {
    return stat.mtimeMs;
  }
  // The folder's own time tells of deleted files.
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestChangeMs(join(path, name))));
}

function isStale(): boolean {
  return (
    !existsSync(program) || inputs.some((input) => newestChangeMs(join(packageRoot, input)) > statSync(program).mtimeMs)
  );
}

/** `node scripts/build.ts [--if-stale]` bundles the program into `dist/`. */
if (!process.argv.includes('--if-stale') || isStale()) {
  await bundle({ name: 'main', file: join(packageRoot, 'src/cli/main.ts') }, outDir).catch((error: unknown) => {
    // The bundler has printed what is wrong with the sources; anything else is ours.
    if (!(error instanceof Error && 'errors' in error)) {
      throw error;
    }
    process.exitCode = 1;
  });
}
