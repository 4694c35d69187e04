import { describe, expect, test } from 'vitest';
import { drawPictures } from '../../scripts/pictures/draw.ts';
import { moments } from '../../scripts/pictures/moments.ts';
import { everyPicture, keptPictures } from '../../scripts/pictures/selection.ts';
import { listLayouts } from '../../src/scenario/load-layout.ts';

const stage = [{ layout: 'stage', size: { columns: 120, rows: 40 }, theme: 'dark' }];

describe('the pictures of the documentation', { timeout: 60_000 }, () => {
  test('are the same to the last byte each time they are drawn', async () => {
    const first = await drawPictures(moments, stage);
    expect([...first.keys()]).toEqual(['conflict-stage-120x40-dark.svg', 'harmony-stage-120x40-dark.svg']);
    expect(await drawPictures(moments, stage)).toEqual(first);
  });

  test('show the conflict in one act and harmony in the other', async () => {
    const drawn = await drawPictures(moments, stage);
    expect(drawn.get('conflict-stage-120x40-dark.svg')).toMatch(/>FIGHT<.*KEDA wants 10, HPA meme-backend wants \d/s);
    expect(drawn.get('harmony-stage-120x40-dark.svg')).toMatch(/>HARMONY<\/text>.*KEDA wants 10, meme-backend has 10/s);
  });

  test('can be drawn of every layout at every size in every theme, with nothing beyond the edge', async () => {
    const specs = everyPicture(listLayouts());
    const drawn = await drawPictures(moments, specs);
    expect(drawn.size).toBe(specs.length * moments.length);
    for (const [name, svg] of drawn) {
      const [, columns, rows] = /-(\d+)x(\d+)-/.exec(name) ?? [];
      expect(svg).toContain(`viewBox="0 0 ${Number(columns) * 9 + 18} ${Number(rows) * 18 + 18}"`);
      for (const [, x, length] of svg.matchAll(/<text x="([\d.]+)"[^>]* textLength="([\d.]+)"/g)) {
        expect(Number(x) + Number(length)).toBeLessThanOrEqual(Number(columns) * 9);
      }
      expect(svg).not.toMatch(/NaN|undefined|>failed</);
    }
  });

  test('that are kept have each layout, and the stage at each size and in each theme', () => {
    const kept = keptPictures(['stage', 'sre']).map(({ layout, size, theme }) => `${layout} ${size.columns} ${theme}`);
    expect(kept).toEqual([
      'stage 80 dark',
      'stage 120 dark',
      'stage 120 light',
      'stage 120 plain',
      'stage 200 dark',
      'sre 120 dark',
    ]);
  });
});
