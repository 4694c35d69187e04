import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, packageRoot } from './bundle.ts';
import { thirdPartyLicences } from './package/third-party-licences.ts';

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

/** The program, its man page, and the licences of what is in it. */
async function build(): Promise<void> {
  const inputs = await bundle({ name: 'main', file: join(packageRoot, 'src/cli/main.ts') }, outDir);
  writeFileSync(join(outDir, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicences(packageRoot, inputs));
  // The page is made from the command line itself, which is loaded only when it is needed: most builds end before.
  const [{ createProgram }, { manPage }] = await Promise.all([
    import('../src/cli/program.ts'),
    import('../src/cli/man-page.ts'),
  ]);
  mkdirSync(join(outDir, 'man'), { recursive: true });
  writeFileSync(join(outDir, 'man', 'harmony.1'), manPage(createProgram()));
}

/** `node scripts/build.ts [--if-stale]` builds what the package holds into `dist/`. */
if (!process.argv.includes('--if-stale') || isStale()) {
  await build().catch((error: unknown) => {
    // The bundler has printed what is wrong with the sources; anything else is ours.
    if (!(error instanceof Error && 'errors' in error)) {
      throw error;
    }
    process.exitCode = 1;
  });
}
