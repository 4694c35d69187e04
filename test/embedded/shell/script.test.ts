import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arithmetic } from '../../../src/embedded/shell/arithmetic.ts';
import { interpret } from '../../../src/embedded/shell/interpreter.ts';
import { ShellSyntaxError } from '../../../src/embedded/shell/lexer.ts';
import { parseScript, scriptCommands } from '../../../src/embedded/shell/parser.ts';

interface Options {
  readonly env?: Readonly<Record<string, string>>;
  readonly braces?: boolean;
  readonly exitsOnError?: boolean;
  readonly most?: number;
  readonly statusOf?: (words: readonly string[]) => number;
}

/** What a script does, a step per line, up to `most` steps; commands end with what `statusOf` says. */
function trace(
  script: string,
  { env = {}, braces = false, exitsOnError = false, most = 50, statusOf = () => 0 }: Options = {},
): { readonly steps: readonly string[]; readonly status: number | undefined } {
  const running = interpret(parseScript(script), env, { braces, exitsOnError });
  const steps: string[] = [];
  let status = 0;
  while (steps.length < most) {
    const { done, value } = running.next(status);
    if (done) return { steps, status: value };
    status = value.kind === 'run' ? statusOf(value.words) : 0;
    if (value.kind === 'run') steps.push(value.words.join('|'));
    else if (value.kind === 'print') steps.push(`: ${value.line}`);
    else if (value.milliseconds > 0) steps.push(`wait ${value.milliseconds}`);
  }
  return { steps, status: undefined };
}

describe('a shell’s script', () => {
  it.each<readonly [string, readonly string[]]>([
    [
      'for i in $(seq 1 3); do nats pub s "m $i"; sleep 1; done',
      ['nats|pub|s|m 1', 'wait 1000', 'nats|pub|s|m 2', 'wait 1000', 'nats|pub|s|m 3', 'wait 1000'],
    ],
    [`for i in \`seq 2\`\ndo\n  run $\{i}x\ndone`, ['run|1x', 'run|2x']],
    ['for w in a "b c" $LIST; do run $w; done', ['run|a', 'run|b|c', 'run|x', 'run|y']],
    ['for w in a "b c"; do run "$w"; done; sleep 0.5', ['run|a', 'run|b c', 'wait 500']],
    ['i=0; while [ $i -lt 3 ]; do run $i; i=$((i + 1)); done', ['run|0', 'run|1', 'run|2']],
    ['i=5; until [ "$i" = 3 ]; do i=$(( $i - 1 )); echo $i; done', [': 4', ': 3']],
    [
      'set -e\n# a comment\necho "start;  now" && FOO=1 exec run --x=\'a b\' \\\n  more',
      [': start;  now', 'run|--x=a b|more'],
    ],
    ['run a || run b; run c && run d', ['run|a', 'run|c', 'run|d']],
    ['false || run b', ['run|b']],
    ['false && run b', []],
    ['if [ -z "$NONE" ]; then run yes; else run no; fi', ['run|yes']],
    ['if false; then run 1; elif true; then run 2; else run 3; fi', ['run|2']],
    ['(run a; run b) && { run c; }', ['run|a', 'run|b', 'run|c']],
    ['run a > /dev/null 2>&1; run b >>log | tee x', ['run|a', 'run|b', 'tee|x']],
    [`run $\{HOST:-redis} $EMPTY "$EMPTY"`, ['run|redis|']],
    ["run \"it's\" '$HOME' \\$5", ["run|it's|$HOME|$5"]],
    ['run a; exit 3; run b', ['run|a']],
    ['', []],
  ])('%j', (script, steps) => {
    expect(trace(script, { env: { LIST: 'x y' } }).steps).toEqual(steps);
  });

  it('that never ends goes on for ever', () => {
    expect(trace('while true; do run; sleep 2; done', { most: 4 }).steps).toEqual([
      'run',
      'wait 2000',
      'run',
      'wait 2000',
    ]);
  });

  it('knows braces where the shell does', () => {
    const script = 'for i in {1..3} {a,b}; do run $i; done';
    expect(trace(script, { braces: true }).steps).toEqual(['run|1', 'run|2', 'run|3', 'run|a', 'run|b']);
    expect(trace(script).steps).toEqual(['run|{1..3}', 'run|{a,b}']);
  });

  it('ends with the status of its last command, of exit, or of what failed under set -e', () => {
    const statusOf = ([name]: readonly string[]) => (name === 'bad' ? 7 : 0);
    expect(trace('bad; run', { statusOf })).toEqual({ steps: ['bad', 'run'], status: 0 });
    expect(trace('run; bad', { statusOf }).status).toBe(7);
    expect(trace('set -e; bad; run', { statusOf })).toEqual({ steps: ['bad'], status: 7 });
    expect(trace('bad || true; run', { statusOf, exitsOnError: true })).toEqual({ steps: ['bad', 'run'], status: 0 });
    expect(trace('bad; exit $?', { statusOf }).status).toBe(7);
  });

  it.each(['for i in 1 2; do run', 'if true; then run', 'run "open', 'run $(seq 1', 'done', 'cat <<EOF | run'])(
    'that is broken is refused: %s',
    (script) => {
      expect(() => trace(script)).toThrow(ShellSyntaxError);
    },
  );

  it('tells every command that it might run', () => {
    const script = 'for i in $(seq 9); do if check; then nats pub $SUBJECT; fi; done; A=1 exec run';
    expect(scriptCommands(parseScript(script), { SUBJECT: 's' })).toEqual([['check'], ['nats', 'pub', 's'], ['run']]);
  });

  it('never fails in another way, whatever is written', () => {
    const piece = fc.constantFrom(
      'for',
      ' ',
      'i',
      'in',
      ';',
      'do',
      'done',
      '$(seq 3)',
      '"',
      "'",
      '\\',
      '|',
      '&&',
      '(',
      ')',
      '`',
      '{',
      '}',
      '\n',
      '$',
      '<',
      '>',
      'while',
      'true',
      '$((1+',
      '#',
      '=',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          trace(pieces.join(''), { most: 20 });
        } catch (error) {
          expect(error).toBeInstanceOf(ShellSyntaxError);
        }
      }),
    );
  });
});

describe('arithmetic of a shell', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1+2)*3 % 5', 4],
    ['-7 / 2', -3],
    ['i - 1', 4],
  ])('%s is %s', (expression, value) => {
    expect(arithmetic(expression, () => '5')).toBe(value);
  });

  it('is no number for what it does not know', () => {
    expect(arithmetic('1 ? 2', () => '0')).toBeNaN();
  });
});
