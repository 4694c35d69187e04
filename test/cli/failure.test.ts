import { CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/cli/errors.ts';
import { describeFailure } from '../../src/cli/failure.ts';
import { ScenarioError } from '../../src/scenario/problem.ts';

describe('a failed command', () => {
  test('shows what is wrong and what to try', () => {
    expect(describeFailure(new UsageError('No act "III".', 'Its acts are I and II.'), false)).toEqual({
      text: 'error: No act "III".\nIts acts are I and II.\n',
      exitCode: 2,
    });
  });

  test('shows the mistakes of a scenario as they are', () => {
    expect(describeFailure(new ScenarioError('a.yaml:1:2: unknown key "x"'), false)).toEqual({
      text: 'error: a.yaml:1:2: unknown key "x"\n',
      exitCode: 2,
    });
  });

  test('takes anything else for a bug, without its stack', () => {
    const { text, exitCode } = describeFailure(new TypeError('x is not a function'), false);
    expect(text).toBe('error: this should not happen: x is not a function\nWith --debug it shows where.\n');
    expect(exitCode).toBe(1);
  });

  test('shows the stack with --debug', () => {
    expect(describeFailure(new TypeError('x'), true).text).toMatch(/TypeError: x\n +at /);
    expect(describeFailure(new UsageError('x'), true).text).toMatch(/UsageError: x\n +at /);
  });

  test('does not repeat what the command line parser has said', () => {
    expect(describeFailure(new CommanderError(1, 'commander.unknownOption', 'x'), false)).toEqual({
      text: '',
      exitCode: 2,
    });
    expect(describeFailure(new CommanderError(0, 'commander.helpDisplayed', 'x'), false)).toEqual({
      text: '',
      exitCode: 0,
    });
  });

  test('survives what is not an error', () => {
    expect(describeFailure('odd', false).text).toContain('odd');
  });
});
