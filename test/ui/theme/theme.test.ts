import { describe, expect, test } from 'vitest';
import { span } from '../../../src/ui/text/line.ts';
import { paint } from '../../../src/ui/theme/paint.ts';
import { colourDepth, themeFor } from '../../../src/ui/theme/theme.ts';

describe('colours', () => {
  test.each([
    [{ TERM: 'xterm-256color' }, '256'],
    [{ TERM: 'xterm' }, '16'],
    [{ TERM: 'xterm', COLORTERM: 'truecolor' }, 'truecolor'],
    [{ TERM: 'xterm', COLORTERM: 'yes' }, '256'],
    [{ TERM: 'dumb' }, 'none'],
    [{ TERM: 'xterm-256color', NO_COLOR: '1' }, 'none'],
    [{ TERM: 'xterm-256color', NO_COLOR: '' }, '256'],
    [{ TERM: 'dumb', FORCE_COLOR: '1' }, '16'],
    [{ NO_COLOR: '1', FORCE_COLOR: '3' }, 'truecolor'],
    [{ TERM: 'xterm', FORCE_COLOR: '2' }, '256'],
    [{ TERM: 'xterm-256color', FORCE_COLOR: '0' }, 'none'],
  ] as const)('%j shows %s', (env, depth) => {
    expect(colourDepth(env)).toBe(depth);
  });

  test('NO_COLOR leaves weight and inverse video, and no colour', () => {
    const { name, ...tones } = themeFor('none');
    expect(name).toBe('plain');
    expect(new Set(Object.values(tones).flatMap((look) => look.split(';')))).toEqual(new Set(['', '1', '7']));
  });

  test('a tone is switched off by its own code, so that the next text is plain', () => {
    const theme = themeFor('256');
    expect(paint([span('a', 'keda'), span('b')], theme)).toBe('\u001B[38;5;75ma\u001B[39mb');
    expect(paint([span('x', 'bannerConflict')], theme)).toBe(
      '\u001B[1;38;5;231;48;5;160mx\u001B[22m\u001B[39m\u001B[49m',
    );
    expect(paint([span('│', 'chrome'), span('  '), span('│', 'chrome')], theme)).toBe('\u001B[38;5;241m│  │\u001B[39m');
    expect(paint([span('!', 'bannerStale'), span('  ')], theme).endsWith('\u001B[49m  ')).toBe(true);
    expect(paint([span('n', undefined, true)], theme)).toBe('\u001B[1mn\u001B[22m');
  });
});
