import { describe, expect, test } from 'vitest';
import { type Invocation, runProgram } from './invoke.ts';

describe('harmony --help', () => {
  test.each([
    ['--help'],
    ['run', '--help'],
    ['rehearse', '--help'],
    ['explain', '--help'],
    ['scenarios', '--help'],
    ['scenarios', 'list', '--help'],
    ['scenarios', 'validate', '--help'],
    ['layouts', '--help'],
    ['layouts', 'validate', '--help'],
  ])('%s %s %s shows an example', async (...args) => {
    const { status, stdout, stderr } = await runProgram(...args);
    expect(stdout).toMatch(/Examples?:\n {2}harmony/);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('names the commands', async () => {
    const { stdout } = await runProgram('--help');
    const commands = [...stdout.matchAll(/^ {2}(\w+)(?: \[| {2,})/gm)].map((match) => match[1]);
    expect(commands).toEqual(expect.arrayContaining(['run', 'rehearse', 'explain', 'scenarios', 'layouts']));
  });
});

describe('bad usage ends with status 2 and says what would be right', () => {
  const cases: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [['rehearse', '--sped', '3'], /unknown option '--sped'[\s\S]*--speed/],
    [['rehearse', '--speed', '0'], /'0' is invalid\. It is a number from 1 to 1000, or max\./],
    [['rehearse', '--seed', '-1x'], /It is a whole number/],
    [['rehearse', '--profile', 'aws'], /Allowed choices are upstream, gke\./],
    [['run', '--cluster', 'moon'], /Allowed choices are embedded, kube\./],
    [['rehearse', '--context', 'x', '--seed', '1'], /--seed is about an embedded cluster/],
    [['rehearse', '--cluster', 'embedded', '--context', 'x'], /--context is about a real cluster/],
    [['rehearse', '-n', 'staging'], /--namespace is about a real cluster[\s\S]*--cluster kube/],
    [['explain', '--kubeconfig', 'x', '--load', 'y'], /--load is about an embedded cluster/],
    [
      ['explain', '--kubeconfig', '/nowhere'],
      /\/nowhere does not exist\nName a kubeconfig .* with --kubeconfig or in KUBECONFIG/,
    ],
    [['scenarios', 'validat', 'x'], /unknown command "scenarios validat"\ndid you mean "validate"\?/],
    [['scenarios', 'validate'], /missing required argument 'file'/],
    [['rehearse', 'meme-generatr'], /did you mean "meme-generator"\?/],
    [['layouts', 'validate', 'stag'], /did you mean "stage"\?/],
  ];

  test.each(cases)('%j', async (args, message) => {
    const result: Invocation = await runProgram(...args);
    expect(result.stderr).toMatch(message);
    expect(result.stderr).not.toMatch(/\n +at /);
    expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 2, stdout: '' });
  });
});

test('--version prints the version of the package and the commit it was built from', async () => {
  const { status, stdout } = await runProgram('--version');
  expect(stdout).toMatch(/^\d+\.\d+\.\d+( \([0-9a-f]+(-dirty)?\))?\n$/);
  expect(status).toBe(0);
});

describe('what comes with Harmony', () => {
  test('is listed by name and title', async () => {
    expect((await runProgram('scenarios')).stdout).toMatch(/^meme-generator {2,}\S/m);
    const layouts = (await runProgram('layouts', 'list')).stdout;
    expect(layouts).toMatch(/^stage +\S/m);
    expect(layouts).toMatch(/^four-pane {2,}\S/m);
  });

  test('is valid', async () => {
    const { status, stdout } = await runProgram('scenarios', 'validate', 'meme-generator');
    expect(stdout).toMatch(/^meme-generator: ok, "/);
    expect(status).toBe(0);
  });
});
