import { type Command, CommanderError } from 'commander';
import { createProgram } from '../../src/cli/program.ts';

/**
 * What is wrong with a call, as the program itself would say; undefined where it is understood. Nothing is carried out: flags, their values,
 * and the number of arguments are what counts.
 */
export async function mistakeIn(words: readonly string[]): Promise<string | undefined> {
  const program = createProgram();
  const said: string[] = [];
  let reached: Command | undefined;
  for (const command of [program, ...allBelow(program)]) {
    command.exitOverride().configureOutput({ writeOut: () => {}, writeErr: (text) => said.push(text) });
    if (command.commands.length > 0) continue;
    command.action(() => {
      reached = command;
    });
  }
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? undefined : said.join('').trim() || error.message;
  }
  return reached === undefined ? `no command understands ${words.join(' ')}` : undefined;
}

function allBelow(command: Command): readonly Command[] {
  return command.commands.flatMap((each) => [each, ...allBelow(each)]);
}
