import { escapeCode, sgrEnd } from './narrow-text.ts';

/** A row of the screen, cell by cell. */
export interface RowCells {
  readonly characters: readonly string[];
  /** SGR parameters in force in each cell, in one spelling; empty for the terminal's own look. */
  readonly looks: readonly string[];
}

/** Attributes in the order in which a look spells them, by what begins and what ends them. */
const attributes = [
  { begins: 1, ends: 22 },
  { begins: 2, ends: 22 },
  { begins: 3, ends: 23 },
  { begins: 4, ends: 24 },
  { begins: 7, ends: 27 },
  { begins: 8, ends: 28 },
  { begins: 9, ends: 29 },
] as const;
const foregroundEnd = 39;
const backgroundEnd = 49;
/** Those of {@link attributes} that a blank shows; others and a foreground do not make it look otherwise. */
const seenOnBlanks = new Set(['4', '7', '9']);

/**
 * A row of narrow text (see `narrowWidth`) as cells; undefined when it uses a sequence that is not known here, or leaves
 * a look to what comes after it.
 */
export function rowCells(text: string): RowCells | undefined {
  const characters: string[] = [];
  const looks: string[] = [];
  let look = '';
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) !== escapeCode) {
      const character = text.charAt(index);
      characters.push(character);
      looks.push(character === ' ' ? onBlank(look) : look);
      continue;
    }
    const end = sgrEnd(text, index);
    const next = end === undefined ? undefined : lookAfter(look, text.slice(index + 2, end - 1));
    if (end === undefined || next === undefined) return undefined;
    look = next;
    index = end - 1;
  }
  return look === '' ? { characters, looks } : undefined;
}

const followers = new Map<string, string | undefined>();
const blanks = new Map<string, string>();

/** The look once a sequence with these parameters has been read. The few there are come again and again, so that each is read once. */
function lookAfter(look: string, parameters: string): string | undefined {
  const key = `${look}m${parameters}`;
  if (!followers.has(key)) followers.set(key, readLook(look, parameters));
  return followers.get(key);
}

function onBlank(look: string): string {
  let seen = blanks.get(look);
  if (seen === undefined) {
    const parts = splitLook(look);
    seen = parts.filter((part) => seenOnBlanks.has(part) || isBackground(part)).join(';');
    // Inverse video shows the foreground as well.
    if (parts.includes('7')) seen = look;
    blanks.set(look, seen);
  }
  return seen;
}

function readLook(look: string, parameters: string): string | undefined {
  const parts = new Map(splitLook(look).map((part) => [slotOf(part), part]));
  for (const part of splitLook(parameters)) {
    const code = Number(part.split(';')[0]);
    const ended = attributes.filter(({ ends }) => ends === code);
    if (code === 0) parts.clear();
    else if (ended.length > 0) for (const { begins } of ended) parts.delete(String(begins));
    else if (code === foregroundEnd || code === backgroundEnd) parts.delete(String(code));
    else if (slotOf(part) === undefined) return undefined;
    else parts.set(slotOf(part), part);
  }
  const order = [...attributes.map(({ begins }) => String(begins)), String(foregroundEnd), String(backgroundEnd)];
  return order.flatMap((slot) => parts.get(slot) ?? []).join(';');
}

/** Parameters with those of one colour together: `1;38;5;75` is `1` and `38;5;75`. */
function splitLook(look: string): readonly string[] {
  if (look === '') return [];
  const codes = look.split(';').map((code) => String(Number(code)));
  const parts: string[] = [];
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? '';
    const length = code !== '38' && code !== '48' ? 1 : codes[index + 1] === '2' ? 5 : 3;
    parts.push(codes.slice(index, index + length).join(';'));
    index += length - 1;
  }
  return parts;
}

/** What a part takes the place of; undefined for one that is not known. */
function slotOf(part: string): string | undefined {
  if (attributes.some(({ begins }) => String(begins) === part)) return part;
  const code = Number(part.split(';')[0]);
  if ((code >= 30 && code <= 38) || (code >= 90 && code <= 97)) return String(foregroundEnd);
  return isBackground(part) ? String(backgroundEnd) : undefined;
}

function isBackground(part: string): boolean {
  const code = Number(part.split(';')[0]);
  return (code >= 40 && code <= 48) || (code >= 100 && code <= 107);
}
