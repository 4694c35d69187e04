import { PassThrough, Writable } from 'node:stream';
import xterm from '@xterm/headless';
import { type Instance, render } from 'ink';
import { App } from '../../../src/ui/app.tsx';
import type { Cockpit } from '../../../src/ui/cockpit/cockpit.ts';
import { TerminalInput } from '../../../src/ui/input/terminal-input.ts';
import type { ColourDepth } from '../../../src/ui/theme/colour.ts';
import { themeFor } from '../../../src/ui/theme/theme.ts';

/** A terminal in memory that Ink believes in: what is written is drawn by xterm, as a real one would. */
class ScreenStream extends Writable {
  readonly isTTY = true;
  columns: number;
  rows: number;
  readonly terminal: InstanceType<typeof xterm.Terminal>;

  constructor(columns: number, rows: number) {
    super({ decodeStrings: false });
    this.columns = columns;
    this.rows = rows;
    // Without a PTY nobody turns a line feed into a new line.
    this.terminal = new xterm.Terminal({ cols: columns, rows, convertEol: true, allowProposedApi: true });
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    this.terminal.write(chunk, done);
  }

  resize(columns: number, rows: number): void {
    this.terminal.resize(columns, rows);
    this.columns = columns;
    this.rows = rows;
    this.emit('resize');
  }
}

/** A keyboard: a readable that pretends to be a terminal in raw mode. */
class Keyboard extends PassThrough {
  readonly isTTY = true;
  isRaw = false;

  setRawMode(raw: boolean): this {
    this.isRaw = raw;
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

export interface Harness {
  readonly instance: Instance;
  readonly stream: ScreenStream;
  readonly keyboard: Keyboard;
  /** The rows of the screen, as wide as it is. */
  frame(): Promise<readonly string[]>;
  /** Types keys, and waits until they are handled and drawn. */
  type(keys: string): Promise<void>;
  /** Waits until the screen shows a text; fails with the screen when it does not. */
  shows(text: string | RegExp): Promise<readonly string[]>;
  resize(columns: number, rows: number): Promise<void>;
  /** Whether a cell stands out, by colour, weight or inverse video. */
  isBold(row: number, column: number): boolean;
  close(): Promise<void>;
}

/** The cockpit on a screen in memory. */
export function mountCockpit(
  cockpit: Cockpit,
  columns: number,
  rows: number,
  depth: ColourDepth = '256',
  ascii = false,
): Harness {
  const stream = new ScreenStream(columns, rows);
  const keyboard = new Keyboard();
  // What may be the beginning of a mouse report waits for no longer than until the next turn.
  const input = new TerminalInput(keyboard, { after: (_, callback) => cancelling(setImmediate(callback)) });
  input.onMouse = (report) => cockpit.point(report);
  const instance = render(<App cockpit={cockpit} theme={themeFor(depth)} ascii={ascii} />, {
    stdout: stream as unknown as NodeJS.WriteStream,
    stdin: input.asStdin,
    stderr: stream as unknown as NodeJS.WriteStream,
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    patchConsole: false,
    exitOnCtrlC: true,
  });

  async function frame(): Promise<readonly string[]> {
    await instance.waitUntilRenderFlush();
    const buffer = stream.terminal.buffer.active;
    return Array.from({ length: stream.rows }, (_, row) => buffer.getLine(row)?.translateToString(false) ?? '');
  }

  async function shows(text: string | RegExp): Promise<readonly string[]> {
    const found = (rows: readonly string[]) =>
      rows.some((row) => (typeof text === 'string' ? row.includes(text) : text.test(row)));
    let last = await frame();
    for (let turn = 0; turn < 100 && !found(last); turn++) {
      await nextTurn();
      last = await frame();
    }
    if (!found(last)) throw new Error(`the screen never showed ${text}:\n${last.join('\n')}`);
    return last;
  }

  return {
    instance,
    stream,
    keyboard,
    frame,
    shows,
    async type(keys) {
      keyboard.write(keys);
      await nextTurn();
      await frame();
    },
    async resize(nextColumns, nextRows) {
      stream.resize(nextColumns, nextRows);
      await nextTurn();
      await frame();
    },
    isBold: (row, column) => (stream.terminal.buffer.active.getLine(row)?.getCell(column)?.isBold() ?? 0) !== 0,
    async close() {
      instance.unmount();
      await instance.waitUntilExit();
      instance.cleanup();
      input.close();
      stream.terminal.dispose();
    },
  };
}

function cancelling(immediate: NodeJS.Immediate): () => void {
  return () => clearImmediate(immediate);
}

/** Lets input that Ink holds back (a lone Esc may be the start of a sequence, for 20 ms) get through. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 25));
}
