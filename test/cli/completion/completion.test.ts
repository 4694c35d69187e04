import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { completionScript } from '../../../src/cli/completion/completion-script.ts';
import { createProgram } from '../../../src/cli/program.ts';
import { describeReal } from '../../support/real-program.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';

/** What each shell offers behind a line that is being typed. */
const lines: readonly (readonly [typed: string, offered: readonly string[], notOffered: readonly string[]])[] = [
  ['harmony reh', ['rehearse'], ['run', 'explain']],
  ['harmony run meme', ['meme-generator'], ['run']],
  ['harmony run --layout st', ['stage'], ['sre', 'meme-generator']],
  ['harmony run --theme ', ['dark', 'light', 'high-contrast', 'deuteranopia'], ['stage']],
  ['harmony cluster --prof', ['--profile'], ['--port']],
  ['harmony rehearse --profile ', ['upstream', 'gke'], ['stage']],
  ['harmony scenarios val', ['validate'], ['list']],
  ['harmony completion ', ['bash', 'zsh', 'fish'], ['run']],
];

function scriptIn(shell: string): string {
  const file = join(scratchFolder(), `harmony.${shell}`);
  writeFileSync(file, completionScript(createProgram(), shell));
  return file;
}

function run(program: string, args: readonly string[]): readonly string[] {
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8', timeout: 20_000 });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout.split('\n').map((line) => line.split('\t')[0]?.trim() ?? '');
}

function expectOffers(seen: readonly string[], offered: readonly string[], notOffered: readonly string[]): void {
  for (const word of offered) expect(seen).toContain(word);
  for (const word of notOffered) expect(seen).not.toContain(word);
}

describeReal('bash', 'in bash', () => {
  test.each(lines)('"%s" offers %j', (typed, offered, notOffered) => {
    const words = typed.split(' ');
    const array = words.map((word) => `'${word}'`).join(' ');
    const asked = `source ${scriptIn('bash')}; COMP_WORDS=(${array}); COMP_CWORD=${words.length - 1}; _harmony; printf '%s\\n' "\${COMPREPLY[@]}"`;
    expectOffers(run('bash', ['--norc', '-c', asked]), offered, notOffered);
  });
});

describeReal('fish', 'in fish', () => {
  test.each(lines)('"%s" offers %j', (typed, offered, notOffered) => {
    const asked = `source ${scriptIn('fish')}; complete -C '${typed}'`;
    expectOffers(run('fish', ['--no-config', '-c', asked]), offered, notOffered);
  });
});

describeReal('zsh', 'in zsh', () => {
  test('the script is sound, and defines the function of every command', () => {
    const asked = `autoload -Uz compinit; compinit -D; source ${scriptIn('zsh')}; print -l \${(k)functions} | grep '^_harmony'; print $_comps[harmony]`;
    const seen = run('zsh', ['-f', '-c', asked]);
    for (const name of ['_harmony', '_harmony_run', '_harmony_scenarios_validate']) expect(seen).toContain(name);
  });
});

describe('the scripts', () => {
  test.each(['bash', 'zsh', 'fish'])('know every command of the program (%s)', (shell) => {
    const script = completionScript(createProgram(), shell);
    for (const { commands } of [createProgram()]) {
      for (const command of commands) expect(script).toContain(command.name());
    }
  });
});
