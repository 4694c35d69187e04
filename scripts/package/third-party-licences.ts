import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * The licences of the packages whose files went into the bundle, each with its notices: who passes the bundle on passes them on as well.
 *
 * @param inputs files of the bundle, from the package's root
 * @throws Error for a package that does not say under which licence it is
 */
export function thirdPartyLicences(packageRoot: string, inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  return `What is inside Harmony's bundle besides its own code.\n\n${[...folders]
    .sort()
    .map((folder) => section(join(packageRoot, folder)))
    .join('\n')}`;
}

/** The innermost package a file belongs to, as `node_modules/NAME`. */
function packageFolder(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];
}

function section(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  if (license === undefined) throw new Error(`${name} does not say under which licence it is`);
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)(\.(md|txt))?$/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const rule = '-'.repeat(78);
  return [rule, `${name} ${version}: ${license}`, rule, '', ...texts.map((text) => `${text}\n`)].join('\n');
}
