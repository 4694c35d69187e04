import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lines } from '../../../src/kube/http/lines.ts';

test('lines are the same wherever the chunks of a stream begin and end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll(/[\r\n]/g, ' '))),
      fc.array(fc.nat({ max: 7 }), { minLength: 1 }),
      (written, sizes) => {
        const bytes = Buffer.from(written.map((line) => `${line}\n`).join(''), 'utf8');
        const lines = new Lines();
        const read: string[] = [];
        for (let from = 0, step = 0; from < bytes.length; step += 1) {
          const size = 1 + (sizes[step % sizes.length] ?? 0);
          read.push(...lines.push(bytes.subarray(from, from + size)));
          from += size;
        }
        expect(read).toEqual(written);
        expect(lines.end()).toBe('');
      },
    ),
  );
});

test('a last line without an end is what is left', () => {
  const lines = new Lines();
  expect(lines.push(Buffer.from('one\r\ntw'))).toEqual(['one']);
  expect(lines.push(Buffer.from('o'))).toEqual([]);
  expect(lines.end()).toBe('two');
});
