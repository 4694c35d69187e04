/** How a terminal prints: each part as the parameters that set it, '' where it is the terminal's own. */
export interface TextStyle {
  readonly foreground: string;
  readonly background: string;
  /** Bold and faint are ended by the same parameter. */
  readonly weight: string;
  readonly italic: string;
  readonly underline: string;
  readonly inverse: string;
  readonly strike: string;
}

export const plainStyle: TextStyle = {
  foreground: '',
  background: '',
  weight: '',
  italic: '',
  underline: '',
  inverse: '',
  strike: '',
};

type Part = keyof TextStyle;

const ends: Readonly<Record<Part, string>> = {
  foreground: '39',
  background: '49',
  weight: '22',
  italic: '23',
  underline: '24',
  inverse: '27',
  strike: '29',
};

const parts = Object.keys(ends) as readonly Part[];

const begins: Readonly<Record<string, Part>> = {
  1: 'weight',
  2: 'weight',
  3: 'italic',
  4: 'underline',
  7: 'inverse',
  9: 'strike',
};

/** The style after a select graphic rendition sequence with these parameters; undefined where one of them is not known. */
export function styled(style: TextStyle, parameters: string): TextStyle | undefined {
  let next = style;
  const codes = parameters === '' ? ['0'] : parameters.split(';');
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? '';
    const ended = parts.find((part) => ends[part] === code);
    const begun = begins[code];
    const colour = /^(3|4|9|10)([0-8])$/.exec(code);
    if (code === '0' || code === '') next = plainStyle;
    else if (ended) next = { ...next, [ended]: '' };
    else if (begun) next = { ...next, [begun]: code };
    else if (colour) {
      const isExtended = colour[2] === '8';
      const length = isExtended ? extendedLength(codes[index + 1]) : 1;
      if (length === undefined) return undefined;
      const part = colour[1] === '3' || colour[1] === '9' ? 'foreground' : 'background';
      next = { ...next, [part]: codes.slice(index, index + length).join(';') };
      index += length - 1;
    } else return undefined;
  }
  return next;
}

/** The shortest sequence that makes one style of another; '' for the same. */
export function styleChange(from: TextStyle, to: TextStyle): string {
  const changed = parts.filter((part) => from[part] !== to[part]);
  if (changed.length === 0) return '';
  if (parts.every((part) => to[part] === '')) return '\u001B[m';
  return `\u001B[${changed.map((part) => to[part] || ends[part]).join(';')}m`;
}

/** Parameters of `38;5;n` and `38;2;r;g;b`. */
function extendedLength(kind: string | undefined): number | undefined {
  return kind === '5' ? 3 : kind === '2' ? 5 : undefined;
}
