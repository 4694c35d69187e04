import { type MouseReport, mouseReport } from './mouse-report.ts';

/** What a chunk of input holds. */
export interface SplitInput {
  /** For the keyboard; never a part of a mouse report. */
  readonly keys: string;
  readonly mouse: readonly MouseReport[];
}

const esc = '\u001B';
const begin = `${esc}[<`;
/** What follows the escape character. */
const complete = /^\[<(\d{1,5});(\d{1,5});(\d{1,5})([Mm])/;
const begun = /^\[<[\d;]*/;
/** No report is longer. */
const longest = 24;

/**
 * Takes mouse reports out of what a terminal sends. A report may come in pieces, and a piece must never count as keys that were pressed:
 * a beginning is held until the rest is there. Only its first character is a key as well, Esc, and is let go when nothing follows soon.
 */
export class InputSplitter {
  #held = '';
  /** An Esc that was let go: should the rest of a report follow after all, that is not keys. */
  #letGo = '';

  /** Whether what is held may be a key press, so that somebody waits for it. */
  get holdsKey(): boolean {
    return this.#held === esc || (this.#letGo !== '' && this.#held !== '');
  }

  push(chunk: string): SplitInput {
    const fresh = this.#held + chunk;
    const late = this.#letGo + fresh;
    if (this.#letGo !== '' && begin.startsWith(late)) {
      this.#held = fresh;
      return { keys: '', mouse: [] };
    }
    const isLate = this.#letGo !== '' && late.startsWith(begin) && /^\d/.test(late.slice(begin.length));
    let rest = isLate ? late : fresh;
    this.#held = '';
    this.#letGo = '';
    let keys = '';
    const mouse: MouseReport[] = [];
    for (let start = rest.indexOf(begin); start >= 0; start = rest.indexOf(begin)) {
      keys += rest.slice(0, start);
      rest = rest.slice(start);
      const [whole, code, x, y, end] = complete.exec(rest.slice(1)) ?? [];
      if (whole !== undefined) {
        const report = mouseReport(Number(code), Number(x), Number(y), end ?? '');
        if (report !== undefined) mouse.push(report);
        rest = rest.slice(esc.length + whole.length);
        continue;
      }
      const broken = esc + (begun.exec(rest.slice(1))?.[0] ?? '');
      if (broken === rest && rest.length < longest) {
        this.#held = rest;
        return { keys, mouse };
      }
      // Neither a report nor keys.
      rest = rest.slice(broken.length);
    }
    this.#held = [`${esc}[`, esc].find((tail) => rest.endsWith(tail)) ?? '';
    return { keys: keys + rest.slice(0, rest.length - this.#held.length), mouse };
  }

  /** Nothing followed: what is held and may be keys is keys. */
  letGo(): string {
    if (!this.holdsKey) return '';
    const keys = this.#held;
    this.#letGo = this.#letGo === '' ? keys : '';
    this.#held = '';
    return keys;
  }
}
