import { type TerminalOptions, TestTerminal } from './terminal.ts';

/** A program that was started from a shell in a terminal: after it has ended, the shell tells how, and in which state the terminal is. */
export class ShellTerminal extends TestTerminal {
  /**
   * A line from the shell afterwards asks for the terminal's modes. A shell without line editing: one that edits would put modes
   * right itself.
   */
  constructor(program: readonly string[], options: TerminalOptions = {}) {
    const script = `"$@"; echo "ended with $?."; while read -r line; do stty -a; echo "modes $line."; done`;
    super('sh', ['-c', script, 'sh', ...program], options);
  }

  /** Resolves to the program's exit status; 128 + N for signal N. */
  async endOfProgram(): Promise<number> {
    const { text } = await this.waitForText(/ended with \d+\./);
    return Number(/ended with (\d+)\./.exec(text)?.[1]);
  }

  #asked = 0;

  /** The terminal's modes as `stty -a` prints them, for example `-icanon`. For when the program has ended. */
  async modes(): Promise<ReadonlySet<string>> {
    this.#asked += 1;
    // A line feed ends a line in raw mode as well, where a carriage return does not.
    this.type(`${this.#asked}\n`);
    const end = `modes ${this.#asked}.`;
    const { text } = await this.waitForText(end);
    const previous = text.lastIndexOf('speed ', text.indexOf(end));
    return new Set(text.slice(previous, text.indexOf(end)).split(/[\s;]+/));
  }
}
