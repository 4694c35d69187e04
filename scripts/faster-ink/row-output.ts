import { styledCharsFromTokens, styledCharsToString, tokenize } from '@alcalzone/ansi-tokenize';
import stringWidth from 'string-width';
import { endsItsStyles } from './ended-styles.ts';
import { memoised } from './memoised.ts';
import { narrowWidth } from './narrow-text.ts';

/** The part of Ink's `Output` that the renderer uses: it takes what the nodes of the tree draw, and gives back the rows of the screen. */
interface Output {
  readonly width: number;
  readonly height: number;
  write(x: number, y: number, text: string, options: { readonly transformers: readonly Transformer[] }): void;
  clip(clip: object): void;
  get(): { readonly output: string; readonly height: number };
}

type OutputClass<Options> = new (options: Options) => Output;

type Transformer = (line: string, index: number) => string;

/** A text that stands on a row. */
interface Piece {
  readonly x: number;
  readonly text: string;
  readonly width: number;
}

/**
 * Ink's `Output` with a short cut for screens on which nothing overlaps: their rows are the texts, one behind the other. The original puts
 * every character into a grid of objects and reads the grid out again, in every frame. A screen with clipping, overlaps, texts of
 * several lines or beyond the edges goes to the original.
 */
export function rowOutput<Options>(Original: OutputClass<Options>): OutputClass<Options> {
  return class RowOutput extends Original {
    readonly #rows: Piece[][] = Array.from({ length: this.height }, () => []);
    #isPlain = true;

    override write(
      x: number,
      y: number,
      text: string,
      options: { readonly transformers: readonly Transformer[] },
    ): void {
      super.write(x, y, text, options);
      const shown = transformed(text, options.transformers);
      if (x < 0 || x + shown.width > this.width || text.includes('\n')) this.#isPlain = false;
      else this.#rows[y]?.push({ x, ...shown });
    }

    override clip(clip: object): void {
      super.clip(clip);
      this.#isPlain = false;
    }

    override get(): { readonly output: string; readonly height: number } {
      const lines = this.#isPlain ? this.#rows.map(joined) : [undefined];
      return lines.includes(undefined) ? super.get() : { output: lines.join('\n'), height: this.height };
    }
  };
}

/** A row of pieces with blanks between them; undefined when two of them overlap. */
function joined(pieces: readonly Piece[]): string | undefined {
  let row = '';
  let column = 0;
  for (const { x, text, width } of [...pieces].sort((a, b) => a.x - b.x)) {
    if (x < column) return undefined;
    row += ' '.repeat(x - column) + text;
    column = x + width;
  }
  return row.trimEnd();
}

/** Twice, as the original does it: characters that are left out may have kept their neighbours apart. */
function transformed(text: string, transformers: readonly Transformer[]): Omit<Piece, 'x'> {
  if (transformers.length === 0) return rendered(rendered(text).text);
  // A style that a text ends without having shown it would end the transformer's, too.
  return spelledOut(transformers.reduce((line, transform) => transform(line, 0), spelledOut(text).text));
}

/** A text as Ink reads it out of its grid. Harmony's own texts are like that already: every style ended, and no characters that take no cell. */
const rendered = memoised((text): Omit<Piece, 'x'> => {
  const ownWidth = narrowWidth(text);
  return ownWidth !== undefined && endsItsStyles(text) ? { text, width: ownWidth } : spelledOut(text);
});

function spelledOut(text: string): Omit<Piece, 'x'> {
  const characters = styledCharsFromTokens(tokenize(text)).filter(({ value }) => !invisible.test(value));
  return {
    text: styledCharsToString(characters),
    width: characters.reduce((width, { value }) => width + Math.max(1, stringWidth(value)), 0),
  };
}

const invisible = /^\p{Default_Ignorable_Code_Point}+$/u;
