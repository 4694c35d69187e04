import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Screen } from './screen.ts';
import { ShellTerminal } from './shell.ts';
import type { TerminalOptions } from './terminal.ts';

const launcher = join(import.meta.dirname, '../../bin/harmony.js');

/** Panes that the layout which the cockpit opens with has at every size. */
export const stagePanes = ['Replicas', 'Pods', 'Metric', 'Queue'] as const;

/** The built cockpit in a terminal, on the embedded cluster at ten times real time, with a shell around it. */
export class CockpitTerminal extends ShellTerminal {
  /** Where it writes its runs down, and looks for a config file: not among those of whoever runs the tests. */
  readonly #stateHome: string;

  constructor(
    options: TerminalOptions & { readonly args?: readonly string[]; readonly program?: readonly string[] } = {},
    stateHome = mkdtempSync(join(tmpdir(), 'harmony-runs-')),
  ) {
    const { args = ['run', '--speed', '10', '--seed', '1'], program = [process.execPath, launcher] } = options;
    super([...program, ...args], {
      // Snapshots go below the folder it is started in.
      ...(options.program === undefined && { cwd: stateHome }),
      ...options,
      env: { XDG_STATE_HOME: stateHome, XDG_CONFIG_HOME: stateHome, ...options.env },
    });
    this.#stateHome = stateHome;
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]();
    rmSync(this.#stateHome, { recursive: true, force: true });
  }

  /** Waits until the run is open and every pane shows data. */
  async opened(): Promise<Screen> {
    return this.waitFor('a run with data in every pane', (screen) => isRunning(screen));
  }

  /** The keys' effect, once it is on the screen. */
  async press(keys: string, effect: string | RegExp): Promise<Screen> {
    this.type(keys);
    return this.waitForText(effect);
  }
}

function isRunning({ text }: Screen): boolean {
  return /EMBEDDED \S+ gke/.test(text) && !text.includes('waiting for');
}

/** Titles of the frames on the screen, row by row from the left. */
export function titlesOn(screen: Screen): readonly string[] {
  return frames(screen).map(({ title }) => title);
}

/** The title of the focused pane, which has a heavy frame. */
export function focusedPane(screen: Screen): string | undefined {
  return frames(screen).find(({ heavy }) => heavy)?.title;
}

function frames({ text }: Screen): readonly { readonly title: string; readonly heavy: boolean }[] {
  return [...text.matchAll(/([╭┏])[─━] (\S+)/g)].map((match) => ({ title: match[2] ?? '', heavy: match[1] === '┏' }));
}
