import type { Line } from '../text/line.ts';
import type { Theme } from './theme.ts';

const csi = '\u001B[';
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
  const { inverse, background } = attributesOf(look);
  return inverse || background;
}

interface Attributes {
  readonly bold: boolean;
  readonly inverse: boolean;
  readonly foreground: boolean;
  readonly background: boolean;
}

const known = new Map<string, Attributes>();

/** What a look's SGR parameters switch on. The few looks of a theme come again and again, so that each is read once. */
function attributesOf(look: string): Attributes {
  let attributes = known.get(look);
  if (attributes === undefined) {
    attributes = readAttributes(look);
    known.set(look, attributes);
  }
  return attributes;
}

function readAttributes(look: string): Attributes {
  const codes: number[] = [];
  const parameters = look === '' ? [] : look.split(';').map(Number);
  for (let index = 0; index < parameters.length; index += 1) {
    const code = parameters[index] ?? 0;
    codes.push(code);
    // Behind these come a kind and its numbers, which mean nothing by themselves.
    if (code === 38 || code === 48) index += parameters[index + 1] === 2 ? 4 : 2;
  }
  const within = (first: number, last: number) => codes.some((code) => code >= first && code <= last);
  return {
    bold: codes.includes(1),
    inverse: codes.includes(7),
    foreground: within(30, 38) || within(90, 97),
    background: within(40, 48) || within(100, 107),
  };
}

function lookOf(tone: string, bold: boolean): string {
  if (!bold || tone.startsWith('1;') || tone === '1') return tone;
  return tone === '' ? '1' : `1;${tone}`;
}

/** Ends what a look began, each attribute by its own code, so that Ink's tokenizer can pair them. */
function closing(look: string): string {
  const { bold, inverse, foreground, background } = attributesOf(look);
  const ends: string[] = [];
  if (bold) ends.push('22');
  if (inverse) ends.push('27');
  if (foreground) ends.push('39');
  if (background) ends.push('49');
  return ends.map((code) => `${csi}${code}m`).join('');
}
