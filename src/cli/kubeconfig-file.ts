import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { kubeconfig, type ServerAddress, writeKubeconfig } from '../embedded/apiserver/kubeconfig.ts';
import { UsageError } from './errors.ts';

/** A kubeconfig on disk. */
export interface KubeconfigFile {
  readonly path: string;
  /** Removes what was made for this run; a file the user named stays. */
  remove(): void;
}

/**
 * Writes the kubeconfig of a served cluster, readable by its owner alone: to `wanted`, else to a folder of its own that goes with the
 * process at the latest. @throws UsageError when it cannot be written
 */
export function placeKubeconfig(server: ServerAddress, namespace: string, wanted?: string): KubeconfigFile {
  const folder = wanted === undefined ? mkdtempSync(join(tmpdir(), 'harmony-cluster-')) : undefined;
  const path = folder === undefined ? resolve(wanted ?? '') : join(folder, 'kubeconfig');
  const remove = (): void => {
    if (folder === undefined) return;
    process.off('exit', remove);
    rmSync(folder, { recursive: true, force: true });
  };
  if (folder !== undefined) process.once('exit', remove);
  try {
    writeKubeconfig(path, kubeconfig(server, namespace));
  } catch (error) {
    remove();
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`the kubeconfig cannot be written: ${reason}`, 'Name another file with --kubeconfig.');
  }
  return { path, remove };
}
