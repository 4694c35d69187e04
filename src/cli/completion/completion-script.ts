import type { Command } from 'commander';
import { listLayouts } from '../../scenario/load-layout.ts';
import { listScenarios } from '../../scenario/load-scenario.ts';
import { themeNames } from '../../ui/theme/theme.ts';
import { bashCompletion } from './bash.ts';
import { commandTree } from './command-tree.ts';
import { fishCompletion } from './fish.ts';
import { zshCompletion } from './zsh.ts';

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** The completion script of the whole command line for `shell`: bash, zsh or fish. */
export function completionScript(program: Command, shell: string): string {
  const tree = commandTree(program, { scenario: listScenarios(), layout: listLayouts(), theme: themeNames });
  return scripts[shell as keyof typeof scripts](tree);
}
