import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keysPage, keysPageFile } from './keys-page.ts';

writeFileSync(join(import.meta.dirname, '..', keysPageFile), keysPage());
