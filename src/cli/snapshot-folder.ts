import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Makes a folder in `parent`, which is made too where it is missing, and returns its path. A name that is taken gets a number behind it. */
export function newFolder(parent: string, name: string): string {
  const home = resolve(parent);
  mkdirSync(home, { recursive: true });
  for (let number = 1; ; number += 1) {
    const path = join(home, number === 1 ? name : `${name}-${number}`);
    try {
      mkdirSync(path);
      return path;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}
