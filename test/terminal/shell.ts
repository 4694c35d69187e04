import { type TerminalOptions, TestTerminal } from './terminal.ts';

/** What a shell needs: lines are edited and echoed, keys send signals, Enter ends a line, and output is processed. */
export const watchedModes: readonly string[] = ['icanon', 'echo', 'isig', 'icrnl', 'opost'];

/** A program that was started from a shell in a terminal: after it has ended, the shell tells how, and in which state the terminal is. */
export class ShellTerminal extends TestTerminal {
  /**
   * A line from the shell afterwards asks for the terminal's modes. A shell without line editing: one that edits would put modes
   * right itself.
   */
  constructor(program: readonly string[], options: TerminalOptions = {}) {
    const modes = `stty -a | tr -s ' ;\\n' '\\n' | grep -Ex -e '-?(${watchedModes.join('|')})' | tr '\\n' ' '`;
    // In the title, for what the shell says may still land on the screen of a killed program, which goes when the terminal is restored.
    const told = `printf '\\033]2;ended with %s\\007' $?`;
    const script = `"$@"; ${told}; while read -r line; do ${modes}; echo "modes $line."; done`;
    super('sh', ['-c', script, 'sh', ...program], options);
  }

  /** Resolves to the program's exit status; 128 + N for signal N. */
  async endOfProgram(): Promise<number> {
    const status = () => /^ended with (\d+)$/.exec(this.title)?.[1];
    await this.waitFor('the end of the program', () => status() !== undefined);
    return Number(status());
  }

  #asked = 0;

  /** The watched modes as `stty -a` prints them, for example `-icanon` where lines are not edited. For when the program has ended. */
  async modes(): Promise<ReadonlySet<string>> {
    this.#asked += 1;
    // A line feed ends a line in raw mode as well, where a carriage return does not.
    this.type(`${this.#asked}\n`);
    const end = `modes ${this.#asked}.`;
    const { lines } = await this.waitForText(end);
    const answer = lines.find((line) => line.includes(end)) ?? '';
    return new Set(
      answer
        .slice(0, answer.indexOf('modes'))
        .split(' ')
        .filter((mode) => watchedModes.includes(mode.replace(/^-/, ''))),
    );
  }
}
