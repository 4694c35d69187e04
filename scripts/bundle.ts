import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { fasterInk } from './faster-ink/plugin.ts';
import { commit } from './package/commit.ts';

/** Ink imports the DevTools client when DEV=true is set; it is a development dependency of theirs that is not shipped. */
const withoutDevtools: Plugin = {
  name: 'without-devtools',
  setup(setup) {
    setup.onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    setup.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({
      contents: 'export default { initialize() {}, connectToDevTools() {} };',
    }));
  },
};

/** CommonJS packages inside the bundle (commander, yaml) call `require` for modules of Node, which an ES module does not have. */
const requireBanner = `import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);`;

/**
 * Bundles a program, split at its dynamic imports so that starting a command loads only what that command uses.
 * The entry goes to `outDir/cli/NAME.js` and the parts to `outDir/chunks/`: one folder deep, as the rooms of `src/` are, so that a
 * module finds the package's root two levels up in both places. Names are kept for stack traces.
 *
 * @returns the files it was made of, from the package's root
 */
export async function bundle(
  entry: { readonly name: string; readonly file: string },
  outDir: string,
): Promise<readonly string[]> {
  const result = await build({
    entryPoints: { [`cli/${entry.name}`]: entry.file },
    outdir: outDir,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node22',
    jsx: 'automatic',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.HARMONY_COMMIT': JSON.stringify(commit() ?? '') },
    banner: { js: requireBanner },
    plugins: [withoutDevtools, fasterInk],
    metafile: true,
    logLevel: 'warning',
  });
  removeAllBut(new Set(Object.keys(result.metafile.outputs).map((output) => resolve(output))), outDir);
  return Object.keys(result.metafile.inputs).map((input) => relative(packageRoot, resolve(input)));
}

/** Deletes what an earlier build left. Afterwards and not before, so that a program started meanwhile finds its files. */
function removeAllBut(kept: ReadonlySet<string>, outDir: string): void {
  for (const part of ['cli', 'chunks'].map((name) => join(outDir, name)).filter((dir) => existsSync(dir))) {
    for (const name of readdirSync(part).filter((each) => !kept.has(resolve(part, each)))) {
      rmSync(join(part, name), { recursive: true });
    }
  }
}

/** The folder that holds package.json. */
export const packageRoot = dirname(import.meta.dirname);
