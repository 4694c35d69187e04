import type { Line } from '../text/line.ts';
import type { Theme } from './theme.ts';

const csi = '\u001B[';
const inverse = /(^|;)7$/;
const background = /(^|;)(48;5;\d+|4[0-7]|10[0-7])(;|$)/;

/**
 * A line as text with SGR sequences. One string per row keeps React's and Yoga's trees small: Ink's cost per frame grows with nodes. A
 * look is kept over blanks, which do not show it unless it fills or underlies them, so that frames around empty space are one run.
 */
export function paint(spans: Line, theme: Theme): string {
  let text = '';
  let current = '';
  for (const part of spans) {
    const look = lookOf(part.tone ? theme[part.tone] : '', part.bold === true);
    if (look !== current && !(look === '' && !fills(current) && isBlank(part.text))) {
      text += closing(current) + (look === '' ? '' : `${csi}${look}m`);
      current = look;
    }
    text += part.text;
  }
  return text + closing(current);
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** Whether blanks show a look: a background or inverse video. */
function fills(look: string): boolean {
  return inverse.test(look) || background.test(look);
}

function lookOf(tone: string, bold: boolean): string {
  if (!bold || tone.startsWith('1;') || tone === '1') return tone;
  return tone === '' ? '1' : `1;${tone}`;
}

/** Ends what a look began, each attribute by its own code, so that Ink's tokenizer can pair them. */
function closing(look: string): string {
  const ends: string[] = [];
  if (look === '1' || look.startsWith('1;')) ends.push('22');
  if (inverse.test(look)) ends.push('27');
  if (/(^|;)(38;5;\d+|3[0-7]|9[0-7])(;|$)/.test(look)) ends.push('39');
  if (background.test(look)) ends.push('49');
  return ends.map((code) => `${csi}${code}m`).join('');
}
