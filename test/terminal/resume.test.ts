import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../support/scratch-folder.ts';
import { CockpitTerminal } from './cockpit-terminal.ts';
import { descendants } from './processes.ts';

const args = ['run', '--speed', '5', '--seed', '1'];

/** Seconds that the header says the act has been on. */
function actSeconds(text: string): number {
  const [, minutes, seconds] = /ACT \S+ \S+ +(\d+):(\d\d) of/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

/** A talk in the first cue of its second act, killed some seconds of its clock later. */
async function killedTalk(stateHome: string): Promise<number> {
  await using terminal = new CockpitTerminal({ args, env: { XDG_STATE_HOME: stateHome } });
  await terminal.opened();
  terminal.type('g');
  await terminal.waitForText('Go to');
  terminal.type('2');
  await terminal.waitForText(/ACT II CONFLICT +\d+:\d\d of/);
  terminal.type(' ');
  const { text } = await terminal.waitFor('twenty seconds of the act', (screen) => actSeconds(screen.text) >= 20);
  const pid = descendants(terminal.pid).findLast(({ name }) => name !== 'sh')?.pid ?? 0;
  process.kill(pid, 'SIGKILL');
  await terminal.endOfProgram();
  return actSeconds(text);
}

describe('after a run that was killed within its talk', () => {
  test('the next one offers to go on at its act, its cue and its second', async () => {
    const stateHome = scratchFolder();
    const seconds = await killedTalk(stateHome);
    await using terminal = new CockpitTerminal({ args, env: { XDG_STATE_HOME: stateHome } });
    await terminal.waitForText(/The last run stopped \d+s ago, within its talk/);
    await terminal.waitForText(/act 2, Conflict: cue 1 of \d/);
    terminal.type('r');
    const { text } = await terminal.waitForText(/ACT II CONFLICT +\d+:\d\d of/);
    // Up to a flush of the recorder may be lost at five seconds a second, and as much pass until the screen is read.
    expect(actSeconds(text)).toBeGreaterThan(seconds - 10);
    expect(actSeconds(text)).toBeLessThan(seconds + 30);
    await terminal.waitForText(/TWO HPAS|FIGHT/);
  });

  test('any other answer begins anew, and is not asked for again', async () => {
    const stateHome = scratchFolder();
    await killedTalk(stateHome);
    for (const asks of [true, false]) {
      await using terminal = new CockpitTerminal({ args, env: { XDG_STATE_HOME: stateHome } });
      if (asks) {
        await terminal.waitForText('within its talk');
        terminal.type('n');
      }
      const { text } = await terminal.waitFor(
        'a quiet screen',
        (screen) => /EMBEDDED 5x gke/.test(screen.text) && !screen.text.includes('within its talk'),
      );
      expect(text).not.toContain('ACT ');
      terminal.type('q');
      await terminal.endOfProgram();
    }
  });
});
