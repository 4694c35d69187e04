import { cellWidth } from './cell-width.ts';
import type { Line } from './line.ts';

/** What each sign looks like where a terminal knows ASCII only. Every one takes the one cell that the sign takes. */
const stand: Readonly<Record<string, string>> = {
  '…': '~',
  '–': '-',
  '—': '-',
  '·': '.',
  '•': '*',
  '×': 'x',
  '÷': '/',
  '→': '>',
  '←': '<',
  '↑': '^',
  '↓': 'v',
  '▲': '^',
  '▼': 'v',
  '▶': '>',
  '◀': '<',
  '▸': '>',
  '›': '>',
  '‹': '<',
  '●': '*',
  '◐': 'o',
  '○': '.',
  '◌': '-',
  '✕': 'x',
  '✓': 'v',
  '▪': '*',
  '■': '#',
  '□': '.',
  '░': ':',
  '▒': ':',
  '▓': '#',
  '∥': '|',
  '╭': '.',
  '╮': '.',
  '╰': "'",
  '╯': "'",
  '┏': '+',
  '┓': '+',
  '┗': '+',
  '┛': '+',
  '┄': '.',
  '┈': '.',
  '┊': ':',
};
const levels = '_.-=+*%#';

/** A text in printable ASCII, cell by cell as wide as before. Words of other scripts become question marks. */
export function asciiText(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return [...text].map(asciiSign).join('');
}

/** A line in printable ASCII. */
export function asciiLine(spans: Line): Line {
  return spans.map((part) => ({ ...part, text: asciiText(part.text) }));
}

function asciiSign(sign: string): string {
  if (sign >= ' ' && sign <= '~') return sign;
  const code = sign.codePointAt(0) ?? 0;
  const known = stand[sign];
  if (known !== undefined) return known;
  if (code >= 0x2581 && code <= 0x2588) return levels.charAt(code - 0x2581);
  if (code >= 0x2800 && code <= 0x28ff) return code === 0x2800 ? ' ' : '*';
  if (code >= 0x2580 && code <= 0x259f) return '#';
  return boxSign(code) ?? '?'.repeat(cellWidth(sign));
}

/** Lines and their crossings (U+2500 to U+257F), by whether they go one way or both. */
function boxSign(code: number): string | undefined {
  if (code < 0x2500 || code > 0x257f) return undefined;
  if ('─━═╌╍┅┉╴╶╸╺╼╾'.includes(String.fromCodePoint(code))) return '-';
  return '│┃║╎╏┆┇┊┋╵╷╹╻╽╿'.includes(String.fromCodePoint(code)) ? '|' : '+';
}

/**
 * Whether the locale says that the terminal knows nothing but ASCII: the first of LC_ALL, LC_CTYPE and LANG that is set names another
 * character set than UTF-8, as `C` and `POSIX` do. Where none is set, nothing is said, and most terminals know UTF-8.
 */
export function isAsciiLocale(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((value) => value !== undefined && value !== '');
  return locale !== undefined && !/utf-?8/i.test(locale);
}
