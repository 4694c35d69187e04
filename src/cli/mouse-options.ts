import type { Command } from 'commander';

/** `--mouse` and `--no-mouse`: both, so that either can say the opposite of the config file. */
export function mouseOptions(command: Command): Command {
  return command
    .option('--mouse', 'listen to the mouse (the default, unless your config file says otherwise)')
    .option('--no-mouse', 'leave the mouse to the terminal, for example to select text');
}
