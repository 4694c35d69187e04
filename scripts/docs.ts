import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from './bundle.ts';
import { writtenPages } from './docs/pages.ts';

// `node scripts/docs.ts`: writes the references in docs/ that follow from the program anew.
for (const [path, text] of writtenPages()) {
  const file = join(packageRoot, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`${path}\n`);
}
