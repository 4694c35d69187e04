import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportJsonSchema } from '../src/report/report-schema.ts';
import { packageRoot } from './bundle.ts';

// `node scripts/report-schema.ts`: writes docs/schema/report.json anew.
const folder = join(packageRoot, 'docs/schema');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'report.json'), `${JSON.stringify(reportJsonSchema(), undefined, 2)}\n`);
