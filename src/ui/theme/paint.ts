import type { Line } from '../text/line.ts';
import type { Theme } from './theme.ts';

const csi = '\u001B[';

/**
 * A line as text with SGR sequences. One string per row keeps React's and Yoga's trees small: Ink's cost per frame grows with nodes.
 */
export function paint(spans: Line, theme: Theme): string {
  let text = '';
  for (const part of spans) {
    const look = lookOf(part.tone ? theme[part.tone] : '', part.bold === true);
    text += look === '' ? part.text : `${csi}${look}m${part.text}${closing(look)}`;
  }
  return text;
}

function lookOf(tone: string, bold: boolean): string {
  if (!bold || tone.startsWith('1;') || tone === '1') return tone;
  return tone === '' ? '1' : `1;${tone}`;
}

/** Ends what a look began, each attribute by its own code, so that Ink's tokenizer can pair them. */
function closing(look: string): string {
  const ends: string[] = [];
  if (look === '1' || look.startsWith('1;')) ends.push('22');
  if (/(^|;)7$/.test(look)) ends.push('27');
  if (/(^|;)(38;5;\d+|3[0-7]|9[0-7])(;|$)/.test(look)) ends.push('39');
  if (/(^|;)(48;5;\d+|4[0-7]|10[0-7])(;|$)/.test(look)) ends.push('49');
  return ends.map((code) => `${csi}${code}m`).join('');
}
