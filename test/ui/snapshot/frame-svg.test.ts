import { describe, expect, test } from 'vitest';
import { coloursOf } from '../../../src/ui/snapshot/colours.ts';
import { frameSvg } from '../../../src/ui/snapshot/frame-svg.ts';
import { frameText } from '../../../src/ui/snapshot/frame-text.ts';
import { overlaid } from '../../../src/ui/snapshot/overlaid.ts';
import { type Line, line, plain, span } from '../../../src/ui/text/line.ts';
import { palettes } from '../../../src/ui/theme/palettes.ts';

function draw(lines: readonly Line[], theme = 'dark', columns = 20): string {
  return frameSvg({ lines, size: { columns, rows: lines.length }, theme, title: 'A <title> & more' });
}

/** Elements of one kind with their attributes and text. */
function elements(svg: string, name: string): readonly { readonly attributes: string; readonly text: string }[] {
  return [...svg.matchAll(new RegExp(`<${name}( [^>]*?)/?>([^<]*)`, 'g'))].map(([, attributes = '', text = '']) => ({
    attributes,
    text,
  }));
}

describe('a frame as SVG', () => {
  test('is as large as its cells, has a title and escapes text', () => {
    const svg = draw([line('a < b & c')]);
    expect(svg).toContain('viewBox="0 0 198 36" width="198" height="36"');
    expect(svg).toContain('<title>A &lt;title&gt; &amp; more</title>');
    expect(svg).toContain('a &lt; b &amp; c</text>');
    expect(svg).not.toMatch(/href|url\(|<script|<style|@font-face/);
  });

  test('gives every run of letters the length of its cells, and places it by its column', () => {
    const texts = elements(draw([line('ab cd   ef'), line('  gh')]), 'text');
    expect(texts.map(({ text }) => text)).toEqual(['ab cd', 'ef', 'gh']);
    expect(texts.map(({ attributes }) => attributes.trim())).toEqual([
      'x="0" y="13.5" textLength="45"',
      'x="72" y="13.5" textLength="18"',
      'x="18" y="31.5" textLength="18"',
    ]);
  });

  test('centres a sign in its own cells, so that its font moves nothing else', () => {
    const texts = elements(draw([line('a▲b')]), 'text');
    expect(texts).toEqual([
      { attributes: ' x="0" y="13.5" textLength="9"', text: 'a' },
      { attributes: ' x="18" y="13.5" textLength="9"', text: 'b' },
      { attributes: ' x="13.5" y="13.5"', text: '▲' },
    ]);
  });

  test('draws frames and bars as paths that join across cells', () => {
    const svg = draw([line('╭─┬──╮'), line('│ ┃██│')]);
    expect(elements(svg, 'text')).toEqual([]);
    const light = elements(svg, 'path').find(({ attributes }) => attributes.includes('stroke-width="1.2"'));
    // The horizontal from the first to the last corner, with the branch that goes down from it, and the sides.
    expect(light?.attributes).toContain('M9 9h36');
    expect(light?.attributes).toContain('M22.5 9v9');
    expect(light?.attributes).toContain('M4.5 18v18');
    expect(light?.attributes).toMatch(/M4\.5 18V13\.5Q4\.5 9 9 9/);
    expect(elements(svg, 'path').some(({ attributes }) => attributes.includes('stroke-width="2.6"'))).toBe(true);
    expect(svg).toContain('M27 18h9v18h-9zM36 18h9v18h-9z');
  });

  test('fills a banner from edge to edge in the colours of its tone', () => {
    const [, fill] = [palettes[0].looks.bannerConflict.text[0], palettes[0].looks.bannerConflict.fill?.[0]];
    const svg = draw([[span('FIGHT', 'bannerConflict'), span('               ', 'bannerConflict')]]);
    expect(svg).toContain(`<path d="M0 0h180" stroke="${fill}" stroke-width="18"`);
    expect(svg).toContain('<g fill="#ffffff" font-weight="700">');
  });

  test.each(palettes.map((palette) => [palette.name, palette] as const))(
    'has the colours of theme %s',
    (name, palette) => {
      const svg = draw([[span('k', 'keda'), span(' '), span('f', 'failed', true)]], name);
      expect(svg).toContain(`fill="${palette.background}"/>`);
      expect(svg).toContain(`fill="${palette.looks.keda.text[0]}"`);
      expect(svg).toMatch(new RegExp(`fill="${palette.looks.failed.text[0]}" font-weight="700"`));
    },
  );

  test('needs no colour where the theme has none: weight and inverse video', () => {
    const svg = draw([[span('k', 'keda'), span(' '), span('F', 'bannerConflict')]], 'plain');
    const colours = new Set(svg.match(/#[0-9a-f]{6}/g));
    expect([...colours].sort()).toEqual(['#000000', '#e4e4e4']);
    expect(coloursOf('plain').lookOf('bannerConflict', false)).toEqual({
      text: '#000000',
      fill: '#e4e4e4',
      bold: true,
    });
  });

  test('leaves out what stands beyond its columns', () => {
    expect(elements(draw([line('abcdef')], 'dark', 4), 'text').map(({ text }) => text)).toEqual(['abcd']);
  });
});

test('a frame as text has no blanks at the ends of lines', () => {
  expect(frameText([line('a  '), [], [span('b', 'keda'), span(' ')]])).toBe('a\n\nb\n');
});

describe('a rectangle over rows', () => {
  const area = { left: 2, top: 1, columns: 3, rows: 1 };

  test('covers its cells and no others', () => {
    const rows = overlaid([line('abcdefg'), line('abcdefg'), line('abcdefg')], { area, lines: [line('XYZ')] });
    expect(rows.map(plain)).toEqual(['abcdefg', 'abXYZfg', 'abcdefg']);
  });

  test('fills up rows and lines that are too short', () => {
    const rows = overlaid([line(''), line('a')], { area, lines: [line('X')] });
    expect(rows.map(plain)).toEqual(['', 'a X  ']);
  });

  test('leaves no half of a wide character', () => {
    const rows = overlaid([line(''), line('a漢漢漢b')], { area, lines: [line('XYZ')] });
    expect(rows.map(plain)).toEqual(['', 'a XYZ漢b']);
    expect(overlaid([line(''), line('ab漢漢b')], { area, lines: [line('XYZ')] }).map(plain)[1]).toBe('abXYZ b');
  });
});
