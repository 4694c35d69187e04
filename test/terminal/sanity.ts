import { expect } from 'vitest';
import { type ShellTerminal, watchedModes } from './shell.ts';

/** Expects the terminal as a shell wants it: main screen, cursor shown, mouse left alone, and modes that edit lines, echo them and send signals. */
export async function expectSaneTerminal(terminal: ShellTerminal): Promise<void> {
  await terminal.waitFor('main screen and cursor', ({ alternate, cursorVisible }) => !alternate && cursorVisible);
  expect(terminal.mouse).toBe(false);
  // What restores the terminal of a killed program does so at the same time as the shell goes on.
  let modes = await terminal.modes();
  for (let attempt = 1; attempt < 20 && modes.has('-icanon'); attempt++) {
    modes = await terminal.modes();
  }
  expect([...modes].sort()).toEqual([...watchedModes].sort());
}
