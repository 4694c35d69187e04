import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The files a configuration is merged from, and where their names come from. */
export interface KubeconfigFiles {
  /** The first one wins. */
  readonly paths: readonly string[];
  readonly origin: '--kubeconfig' | 'KUBECONFIG' | 'home';
}

/** Looks where kubectl looks: the flag, else every file of KUBECONFIG, else `~/.kube/config`. */
export function kubeconfigFiles(flag: string | undefined, environment: Environment): KubeconfigFiles {
  if (flag !== undefined) return { paths: [flag], origin: '--kubeconfig' };
  const listed = (environment.KUBECONFIG ?? '').split(delimiter).filter((path) => path !== '');
  if (listed.length > 0) return { paths: [...new Set(listed)], origin: 'KUBECONFIG' };
  return { paths: [join(environment.HOME || homedir(), '.kube', 'config')], origin: 'home' };
}
