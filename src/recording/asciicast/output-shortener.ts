import { plainStyle, styleChange, styled, type TextStyle } from './text-style.ts';

const introducer = '\u001B';

/** Styles; steps down; marks of synchronized updates; other control sequences; line feeds; and what stands between them. */
const tokens = new RegExp(
  [
    String.raw`${introducer}\[(?<style>[\d;]*)m`,
    String.raw`${introducer}\[(?<down>\d*)E`,
    String.raw`(?<update>${introducer}\[\?2026[hl])`,
    String.raw`${introducer}\[[\d;?<>=]*[A-Za-z]`,
    `${introducer}.`,
    String.raw`\n`,
    String.raw`(?<printed>[^${introducer}\n]+)`,
  ].join('|'),
  'gsu',
);

/** What takes as many bytes as a step to the right. */
const blanks = / {12,}/g;

/** Two characters: a cursor saved or restored, a terminal reset. */
const isShortSequence = new RegExp(`^${introducer}[^[]$`, 'u');

const eraseToEndOfLine = `${introducer}[K`;

/**
 * Says the same to a terminal in fewer bytes. A renderer repeats the styles of a row whenever it draws a part of it, and in a cast every escape
 * character takes six bytes: styles are written where something is printed in them and differ from those before, steps down are added up,
 * and blanks in a row that was just erased are stepped over. Line feeds become what the terminal's line discipline makes of them, since a
 * cast is played without one. Marks of synchronized updates go: an event of a cast is drawn as a whole.
 */
export class OutputShortener {
  /** What the terminal prints in now, and what it should print in next. */
  #shown = plainStyle;
  #wanted = plainStyle;
  /** Since the style has not been known here, and until all styles are reset: nothing can be left out. */
  #isVerbatim = false;

  shorten(text: string): string {
    let short = '';
    let down = 0;
    let isErased = false;
    const settle = (style: TextStyle) => {
      if (down > 0) short += `${introducer}[${down === 1 ? '' : down}E`;
      down = 0;
      short += styleChange(this.#shown, style);
      this.#shown = style;
    };
    for (const { 0: token, groups = {} } of text.matchAll(tokens)) {
      const { style: parameters, down: lines, update, printed } = groups;
      const style = parameters === undefined ? undefined : styled(this.#wanted, parameters);
      if (style && !this.#isVerbatim) this.#wanted = style;
      else if (lines !== undefined) down += Number(lines || 1);
      else if (update === undefined) {
        settle(this.#wanted);
        const isBlank = isErased && !this.#isVerbatim && hasPlainBlanks(this.#wanted);
        if (parameters !== undefined) this.#repeat(style, parameters);
        // A cursor that is restored prints in the style it had.
        else if (isShortSequence.test(token)) this.#isVerbatim = true;
        if (printed !== undefined) short += isBlank ? printed.replaceAll(blanks, stepRight) : printed;
        else short += token === '\n' ? '\r\n' : token;
        isErased = token === eraseToEndOfLine ? hasPlainBlanks(this.#wanted) : isErased && printed !== undefined;
      }
    }
    settle(this.#wanted);
    return short;
  }

  /** The sequence stays as it is. */
  #repeat(style: TextStyle | undefined, parameters: string): void {
    this.#isVerbatim = parameters !== '' && parameters !== '0';
    this.#wanted = style ?? this.#wanted;
    this.#shown = this.#wanted;
  }
}

/** Whether a blank in this style looks like a cell that was erased in the terminal's own. */
function hasPlainBlanks({ background, underline, inverse, strike }: TextStyle): boolean {
  return background === '' && underline === '' && inverse === '' && strike === '';
}

function stepRight(run: string): string {
  return `${introducer}[${run.length}C`;
}
