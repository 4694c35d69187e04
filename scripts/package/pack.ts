import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';

/** What `npm pack` says of the tarball it made. */
export interface Packed {
  /** Absolute path of the tarball. */
  readonly file: string;
  /** Of the tarball, and of what is in it. */
  readonly bytes: number;
  readonly unpackedBytes: number;
  /** Paths inside the package. */
  readonly files: readonly string[];
}

/** What a tarball may weigh: it is fetched by people on conference networks. */
export const packedBudgetBytes = 3_000_000;

/** Packs what is built into a new folder below `folder`. */
export function packBuilt(packageRoot: string, folder: string): Packed {
  const destination = mkdtempSync(join(folder, 'packed-'));
  // The build is the caller's: npm's own run of it would print into the answer.
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', destination];
  const answer: unknown = JSON.parse(execFileSync('npm', args, { cwd: packageRoot, encoding: 'utf8' }));
  const [{ filename, size, unpackedSize, files }] = describedBy(answer);
  return {
    file: join(destination, filename),
    bytes: size,
    unpackedBytes: unpackedSize,
    files: files.map(({ path }) => path),
  };
}

interface NpmPacked {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** npm up to 11 answers with a list, later ones with an object by package name. */
function describedBy(answer: unknown): readonly [NpmPacked] {
  const all = Array.isArray(answer) ? answer : Object.values(answer as object);
  return all as unknown as readonly [NpmPacked];
}
