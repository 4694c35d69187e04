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
 * a beginning is held until the rest is there. Only its first one or two characters may be keys as well (Esc, Alt and a bracket), and
 * those can be let go when nothing follows.
 */
export class InputSplitter {
  #held = '';
  /** What was let go last: should the rest of a report follow after all, it is not keys either. */
  #letGo = '';

  /** Whether what is held may be a key press, so that somebody waits for it. */
  get holdsKey(): boolean {
    return this.#held !== '' && this.#held.length < begin.length;
  }

  push(chunk: string): SplitInput {
    const late = this.#letGo + chunk;
    let rest =
      this.#letGo !== '' && late.startsWith(begin) && /^\d/.test(late.slice(begin.length)) ? late : this.#held + chunk;
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
    this.#letGo = this.#held;
    this.#held = '';
    return this.#letGo;
  }
}
