import { type IPty, spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { descendants, type Process } from './processes.ts';
import { readScreen, type Screen } from './screen.ts';

/** How long a condition may take to come true on a machine that is busy with other tests. */
const patienceMs = 30_000;

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Waiter {
  readonly isMet: (screen: Screen) => boolean;
  readonly resolve: (screen: Screen) => void;
}

/** A program in a real pseudo-terminal, and an emulator that shows what it draws. Nothing here sleeps: waiting is for what is on the screen. */
export class TestTerminal implements AsyncDisposable {
  readonly #pty: IPty;
  readonly #emulator: InstanceType<typeof headless.Terminal>;
  readonly #ended: Promise<void>;
  readonly #waiters = new Set<Waiter>();
  #cursorVisible = true;
  /** Inside a synchronized update, which a terminal shows when it is complete. */
  #updating = false;
  /** The window's title: unlike text, it is not lost with the screen it was written on. */
  title = '';
  /** Whether the program has asked for reports of the mouse. */
  mouse = false;
  /** Bytes received so far. */
  bytes = 0;
  /** Frames received so far, counted by the end of each synchronized update. */
  frames = 0;

  constructor(command: string, args: readonly string[], options: TerminalOptions = {}) {
    const { columns = 120, rows = 40 } = options;
    this.#emulator = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
    this.#followModes();
    this.#emulator.onTitleChange((title) => {
      this.title = title;
    });
    this.#pty = spawn(command, [...args], {
      name: 'xterm-256color',
      cols: columns,
      rows,
      cwd: options.cwd ?? process.cwd(),
      env: { ...cleanEnvironment(), ...options.env },
    });
    this.#pty.onData((data) => {
      this.bytes += Buffer.byteLength(data);
      this.#emulator.write(data, () => this.#settle());
    });
    this.#ended = new Promise((resolve) => {
      this.#pty.onExit(() => {
        this.#emulator.write('', () => {
          this.#settle();
          resolve();
        });
      });
    });
  }

  get screen(): Screen {
    return readScreen(this.#emulator, this.#cursorVisible);
  }

  /** Id of the process that was started in the terminal. */
  get pid(): number {
    return this.#pty.pid;
  }

  /** A process that runs in the terminal. */
  process(pid: number): Process {
    const found = descendants(this.pid).find((process) => process.pid === pid);
    if (found === undefined) {
      throw new Error(`no process ${pid} in the terminal`);
    }
    return found;
  }

  /** Resolves once the condition holds, at once if it does. The error of one that never does shows the screen. */
  waitFor(what: string, isMet: (screen: Screen) => boolean): Promise<Screen> {
    if (!this.#updating && isMet(this.screen)) {
      return Promise.resolve(this.screen);
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        reject(new Error(`${what}: not within ${patienceMs / 1000} s; the screen was\n${this.screen.text}`));
      }, patienceMs);
      const waiter: Waiter = {
        isMet,
        resolve: (screen) => {
          clearTimeout(timer);
          resolve(screen);
        },
      };
      this.#waiters.add(waiter);
    });
  }

  /** Resolves once the text, or a match of the pattern, is on the screen. */
  waitForText(text: string | RegExp): Promise<Screen> {
    return this.waitFor(`${text} on the screen`, (screen) =>
      typeof text === 'string' ? screen.text.includes(text) : text.test(screen.text),
    );
  }

  /** Resolves once the process that was started in the terminal has ended, however long that takes. */
  ended(): Promise<void> {
    return this.#ended;
  }

  type(keys: string): void {
    this.#pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.#emulator.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** Ends whatever still runs in the terminal. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const { pid } of [...descendants(this.pid)].reverse()) {
      kill(pid);
    }
    kill(this.pid);
    await this.#ended;
    this.#emulator.dispose();
  }

  #settle(): void {
    if (this.#updating) {
      return;
    }
    const screen = this.screen;
    for (const waiter of [...this.#waiters].filter(({ isMet }) => isMet(screen))) {
      this.#waiters.delete(waiter);
      waiter.resolve(screen);
    }
  }

  /** The emulator does not tell whether the cursor is shown (mode 25), nor the mouse asked for (1000), nor when a frame is complete (mode 2026), so their sequences are watched. */
  #followModes(): void {
    const follow = (set: boolean) => (params: readonly (number | number[])[]) => {
      if (params.includes(25)) {
        this.#cursorVisible = set;
      }
      if (params.includes(1000)) {
        this.mouse = set;
      }
      if (params.includes(2026)) {
        this.#updating = set;
        this.frames += set ? 0 : 1;
      }
      return false;
    };
    this.#emulator.parser.registerCsiHandler({ prefix: '?', final: 'h' }, follow(true));
    this.#emulator.parser.registerCsiHandler({ prefix: '?', final: 'l' }, follow(false));
  }
}

/** The test's environment without what changes how programs draw: CI makes Ink non-interactive, the others change colours and sizes. */
export function cleanEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'USER', 'TMPDIR', 'SHELL'];
  const entries = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(entries), LANG: 'C.UTF-8', TERM: 'xterm-256color' };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
