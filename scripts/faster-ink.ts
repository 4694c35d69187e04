import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const memoisedModule = JSON.stringify(join(import.meta.dirname, 'memoised.ts'));

/**
 * Stand-ins for two packages that Ink draws with. Ink measures and splits every line of the screen into styled characters in every frame,
 * though most lines are those of the frame before; the stand-ins remember what they were asked. A call with options goes to the original.
 */
const standIns: Readonly<Record<string, string>> = {
  'string-width': `
    import original from 'string-width';
    import { memoised } from ${memoisedModule};
    const widthOf = memoised((text) => original(text));
    export default function stringWidth(text, options) {
      return options === undefined && typeof text === 'string' ? widthOf(text) : original(text, options);
    }`,
  '@alcalzone/ansi-tokenize': `
    import * as original from '@alcalzone/ansi-tokenize';
    import { memoised } from ${memoisedModule};
    export * from '@alcalzone/ansi-tokenize';
    const tokensOf = memoised((text) => original.tokenize(text));
    const charsOf = new WeakMap();
    export function tokenize(text, endChar) {
      return endChar === undefined ? tokensOf(text) : original.tokenize(text, endChar);
    }
    export function styledCharsFromTokens(tokens) {
      let chars = charsOf.get(tokens);
      if (chars === undefined) {
        chars = original.styledCharsFromTokens(tokens);
        charsOf.set(tokens, chars);
      }
      return chars;
    }`,
};

/** A plugin of the bundler that puts the stand-ins in the originals' place. */
export const fasterInk: Plugin = {
  name: 'faster-ink',
  setup(setup) {
    setup.onResolve({ filter: /^(string-width|@alcalzone\/ansi-tokenize)$/ }, ({ path, namespace }) =>
      // A stand-in itself imports the original.
      namespace === 'stand-in' ? undefined : { path, namespace: 'stand-in' },
    );
    setup.onLoad({ filter: /.*/, namespace: 'stand-in' }, ({ path, pluginData }) => ({
      contents: standIns[path] ?? '',
      resolveDir: import.meta.dirname,
      pluginData,
    }));
  },
};
