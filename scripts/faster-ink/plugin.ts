import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/** A module that Ink imports, and the function of ours that makes a faster one of its default export. */
interface StandIn {
  readonly imported: string;
  readonly file: string;
  readonly make: string;
}

/**
 * Ink measures every line of the screen and splits it into styled characters, and compares grapheme by grapheme, in every frame. Most
 * lines are those of the frame before, and nearly all characters take one cell: that is what the stand-ins make use of.
 */
const standIns: readonly StandIn[] = [
  { imported: 'string-width', file: 'string-width.ts', make: 'fasterStringWidth' },
  { imported: './output.js', file: 'row-output.ts', make: 'rowOutput' },
  { imported: './line-update.js', file: 'line-update.ts', make: 'fasterLineUpdate' },
  { imported: './sanitize-ansi.js', file: 'memoised.ts', make: 'memoised' },
];

const folderOfInk = /node_modules[\\/]ink[\\/]build$/;

/** A plugin of the bundler that puts the stand-ins in the originals' place. The build fails when Ink does not import one of them. */
export const fasterInk: Plugin = {
  name: 'faster-ink',
  setup(setup) {
    const used = new Set<StandIn>();
    let bundlesInk = false;
    setup.onResolve({ filter: /^ink$/ }, () => {
      bundlesInk = true;
      return undefined;
    });
    for (const standIn of standIns) {
      const { imported } = standIn;
      setup.onResolve({ filter: new RegExp(`^${imported.replaceAll('.', '\\.')}$`) }, ({ namespace, resolveDir }) => {
        // A stand-in itself imports the original, and other packages have modules of these names, too.
        if (namespace === 'stand-in' || (imported.startsWith('.') && !folderOfInk.test(resolveDir))) return undefined;
        used.add(standIn);
        return { path: imported, namespace: 'stand-in', pluginData: { contents: source(standIn), resolveDir } };
      });
    }
    setup.onLoad({ filter: /./, namespace: 'stand-in' }, ({ pluginData }) => pluginData);
    setup.onEnd(() => ({
      errors: standIns
        .filter((standIn) => bundlesInk && !used.has(standIn))
        .map(({ imported }) => ({ text: `Ink does not import ${imported}, which has a stand-in` })),
    }));
  },
};

function source({ imported, file, make }: StandIn): string {
  return `
    import original from ${JSON.stringify(imported)};
    import { ${make} } from ${JSON.stringify(join(import.meta.dirname, file))};
    export default ${make}(original);`;
}
