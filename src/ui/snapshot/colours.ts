import type { Hex } from '../theme/colour.ts';
import { rgbOf } from '../theme/colour.ts';
import type { Palette } from '../theme/palette.ts';
import { palettes } from '../theme/palettes.ts';
import type { Tone } from '../theme/tone.ts';
import { plainLook } from './plain-look.ts';

/** What a span looks like in a picture. */
export interface CellLook {
  readonly text: Hex;
  /** Absent: the picture's background. */
  readonly fill?: Hex;
  readonly bold: boolean;
}

/** The colours of a picture: a terminal has its own for text without a tone, a picture has to name them. */
export interface Colours {
  readonly background: Hex;
  lookOf(tone: Tone | undefined, bold: boolean): CellLook;
}

const onDark: Hex = '#e4e4e4';
const onLight: Hex = '#1c1c1c';

/** The colours of a theme by its name; of the one without colour for `plain` and any name that no palette has. */
export function coloursOf(theme: string): Colours {
  const palette = palettes.find(({ name }) => name === theme);
  return palette ? paletteColours(palette) : withoutColour;
}

function paletteColours({ background, looks }: Palette): Colours {
  const own = isDark(background) ? onDark : onLight;
  return {
    background,
    lookOf(tone, bold) {
      if (tone === undefined) return { text: own, bold };
      const { text, fill, bold: always = false } = looks[tone];
      return { text: text[0], ...(fill && { fill: fill[0] }), bold: bold || always };
    },
  };
}

/** As NO_COLOR has it on a dark terminal: weight and inverse video only. */
const withoutColour: Colours = {
  background: '#000000',
  lookOf(tone, bold) {
    const { inverse, heavy } = plainLook(tone);
    return inverse ? { text: '#000000', fill: onDark, bold: bold || heavy } : { text: onDark, bold: bold || heavy };
  },
};

function isDark(colour: Hex): boolean {
  return Math.max(...rgbOf(colour)) < 0x80;
}
