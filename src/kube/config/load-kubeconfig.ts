import { readFileSync } from 'node:fs';
import { KubeconfigError } from './kubeconfig-error.ts';
import type { KubeconfigFiles } from './kubeconfig-files.ts';
import { type Entry, type Kubeconfig, parseKubeconfig } from './parse-kubeconfig.ts';

/**
 * Reads and merges the files: the first file that has an entry or a current context wins, whole. Files of a list that are not there are
 * passed over, as kubectl does; undefined when none is there. @throws KubeconfigError
 */
export function loadKubeconfig({ paths, origin }: KubeconfigFiles): Kubeconfig | undefined {
  const read = paths.flatMap((path) => {
    const text = textOf(path, origin === '--kubeconfig');
    return text === undefined ? [] : [parseKubeconfig(text, path)];
  });
  return read.length === 0 ? undefined : merged(read);
}

function merged(configs: readonly Kubeconfig[]): Kubeconfig {
  const all = (of: (config: Kubeconfig) => ReadonlyMap<string, Entry>): ReadonlyMap<string, Entry> =>
    new Map(configs.toReversed().flatMap((config) => [...of(config)]));
  return {
    clusters: all(({ clusters }) => clusters),
    users: all(({ users }) => users),
    contexts: all(({ contexts }) => contexts),
    currentContext: configs.find(({ currentContext }) => currentContext !== undefined)?.currentContext,
  };
}

function textOf(path: string, isRequired: boolean): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !isRequired) return undefined;
    const problem = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown error'})`;
    throw new KubeconfigError(
      `the kubeconfig ${path} ${problem}`,
      'Name a kubeconfig that can be read with --kubeconfig or in KUBECONFIG.',
      { cause: error },
    );
  }
}
