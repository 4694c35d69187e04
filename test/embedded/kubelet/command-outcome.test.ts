import { describe, expect, it } from 'vitest';
import { commandOutcome } from '../../../src/embedded/kubelet/command-outcome.ts';

const script = (text: string) => commandOutcome({ command: ['sh', '-c', text] });

describe('the outcome of a command', () => {
  it.each([
    ['exit 3', 0, 3],
    ['sleep 90', 90_000, 0],
    ['sleep 1.5m', 90_000, 0],
    ['echo a; sleep 1 && sleep 2; exit 1', 3000, 1],
    ['false || true', 0, 0],
    ['false && sleep 10', 0, 1],
    ['false; true', 0, 0],
    ['set -e; false; sleep 10', 0, 1],
    ["echo 'a; exit 9'", 0, 0],
    ['for i in 1 2 3; do sleep 2; done; exit 4', 6000, 4],
    ['if false; then sleep 60; else exit 5; fi', 0, 5],
  ])('"%s" is known', (text, afterMs, exitCode) => {
    expect(script(text)).toMatchObject({ afterMs, exitCode });
  });

  it.each([
    'nginx -g "daemon off;"',
    'while true; do sleep 5; done',
    'sleep infinity',
    'server & sleep 5',
    'tail -f /x',
  ])('"%s" is not: it may run for ever', (text) => {
    expect(script(text)).toBeUndefined();
  });

  it('counts what it prints from its start', () => {
    expect(script('echo one; sleep 2; echo "two  words"')?.output).toEqual([
      { afterMs: 0, line: 'one' },
      { afterMs: 2000, line: 'two  words' },
    ]);
  });

  it('needs no shell', () => {
    expect(commandOutcome({ command: ['/bin/sleep'], args: ['7'] })).toMatchObject({ afterMs: 7000, exitCode: 0 });
    expect(commandOutcome({ args: ['sleep', '7'] })).toBeUndefined();
  });
});
