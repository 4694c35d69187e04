import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listLayouts } from '../src/scenario/load-layout.ts';
import { packageRoot } from './bundle.ts';
import { drawPictures } from './pictures/draw.ts';
import { moments } from './pictures/moments.ts';
import { everyPicture, keptPictures } from './pictures/selection.ts';

/**
 * `node scripts/pictures.ts [--all FOLDER]` draws the screen in both acts of the demo, from a run that is the same each time: those that the
 * documentation keeps into docs/pictures, or every layout at every size in every theme into FOLDER.
 */
const { values } = parseArgs({ options: { all: { type: 'string' } } });
const folder = values.all ?? join(packageRoot, 'docs', 'pictures');
const layouts = listLayouts();
const drawn = await drawPictures(moments, values.all === undefined ? keptPictures(layouts) : everyPicture(layouts));
mkdirSync(folder, { recursive: true });
if (values.all === undefined) {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.svg') && !drawn.has(file)))
    rmSync(join(folder, name));
}
for (const [name, svg] of drawn) writeFileSync(join(folder, name), svg);
process.stdout.write(`${drawn.size} pictures in ${folder}\n`);
