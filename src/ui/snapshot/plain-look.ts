import { themeFor } from '../theme/theme.ts';
import type { Tone } from '../theme/tone.ts';

const withoutColour = themeFor('none');

/** What the theme without colour makes of a tone: weight and inverse video. */
export function plainLook(tone: Tone | undefined): { readonly inverse: boolean; readonly heavy: boolean } {
  const codes = tone === undefined ? [] : withoutColour[tone].split(';');
  return { inverse: codes.includes('7'), heavy: codes.includes('1') };
}
