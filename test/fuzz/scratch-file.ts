import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file that is written anew for each input of a reader that reads files. */
export interface ScratchFile {
  readonly path: string;
  write(content: string | Buffer): void;
  close(): void;
}

/** A file in a folder of its own, or in a copy of another folder. */
export function scratchFile(name: string, copyOf?: string): ScratchFile {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-fuzz-'));
  if (copyOf !== undefined) cpSync(copyOf, folder, { recursive: true });
  const path = join(folder, name);
  return {
    path,
    write: (content) => writeFileSync(path, content),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
