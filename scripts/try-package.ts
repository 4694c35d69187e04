import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from './bundle.ts';
import { packBuilt, packedBudgetBytes } from './package/pack.ts';
import { tryPackage } from './package/trial.ts';

/**
 * `node scripts/try-package.ts [--node 22,24,26]` builds and packs the package, installs it into an empty folder without the network, and
 * runs it there: on the Node this runs on, or on the newest of each named line, which is fetched from the registry.
 */
const { values } = parseArgs({ options: { node: { type: 'string' } } });
const folder = mkdtempSync(join(tmpdir(), 'harmony-package-'));
try {
  execFileSync(process.execPath, [join(packageRoot, 'scripts/build.ts')], { stdio: 'inherit' });
  const packed = packBuilt(packageRoot, folder);
  const isSmall = packed.bytes <= packedBudgetBytes;
  print(
    `packed: ${megabytes(packed.bytes)}, unpacked ${megabytes(packed.unpackedBytes)}, ${packed.files.length} files`,
  );
  if (!isSmall) print(`too large: at most ${megabytes(packedBudgetBytes)}`);
  let isGood = isSmall;
  for (const node of values.node?.split(',').map(fetchNode) ?? [process.execPath]) {
    print(`\nNode ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`);
    for (const { step, ok, millis, said } of await tryPackage(packed.file, node, folder)) {
      print(`  ${ok ? 'ok    ' : 'FAILED'} ${`${millis}`.padStart(6)} ms  ${step.padEnd(26)} ${said}`);
      isGood &&= ok;
    }
  }
  process.exitCode = isGood ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Path of the newest Node of a line, for example of 22. */
function fetchNode(line: string): string {
  const place = join(folder, `node-${line}`);
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), '{ "private": true }\n');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', `node@${line}`], { cwd: place });
  return join(place, 'node_modules/node/bin/node');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(2)} MB`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
