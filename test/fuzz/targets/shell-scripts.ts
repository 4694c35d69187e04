import { interpret } from '../../../src/embedded/shell/interpreter.ts';
import { ShellSyntaxError } from '../../../src/embedded/shell/lexer.ts';
import { parseScript, scriptCommands } from '../../../src/embedded/shell/parser.ts';
import { simpleCommands } from '../../../src/embedded/workload/shell-words.ts';
import { accepted, type FuzzTarget, refused } from '../fuzz-target.ts';

/** A script may loop for ever; it has to yield while it does. */
const mostSteps = 300;

const environment = { HOST: 'web', N: '3', EMPTY: '' };

/** Scripts of containers and jobs, read and run. */
export const shellScripts: FuzzTarget = {
  name: 'shell scripts',
  seeds: [
    'set -e\nfor i in $(seq 1 3); do echo "n=$i"; sleep 1; done',
    'i=0; while [ $i -lt 5 ]; do i=$((i + 1)); curl -s http://$HOST/ > /dev/null 2>&1 || exit 1; done',
    'if test -n "$EMPTY"; then echo a; elif true; then nats pub subject \'x y\' --count ${N:-5}; else false; fi',
    'for x in {1..3} {a,b}; do { echo $x; }; done & (until false; do sleep 0.5; done)',
    'exec node server.js # comment',
  ],
  words: [
    'for',
    'i',
    'in',
    'do',
    'done',
    'while',
    'until',
    'if',
    'then',
    'elif',
    'else',
    'fi',
    '{',
    '}',
    '(',
    ')',
    ';',
    '&&',
    '||',
    '&',
    '|',
    '$i',
    '${N}',
    '${N:-x}',
    '$((',
    '))',
    '$(seq 1 9)',
    '$(',
    '`',
    '"',
    "'",
    '\\',
    '>',
    '<<EOF',
    '2>&1',
    '[',
    ']',
    'test',
    '!',
    '-eq',
    'echo',
    'sleep 1',
    'exit',
    'set -e',
    'x=1',
    '{1..5}',
    '{a,b}',
    'true',
    'false',
    '\n',
    '#',
  ],
  judge(input) {
    simpleCommands(['sh', '-c', input], environment);
    try {
      const links = parseScript(input);
      scriptCommands(links, environment);
      const running = interpret(links, environment, { braces: true, exitsOnError: false });
      let status = 0;
      for (let step = 0; step < mostSteps; step += 1) {
        if (running.next(status).done) break;
        status = step % 7 === 0 ? 1 : 0;
      }
      return accepted;
    } catch (error) {
      if (error instanceof ShellSyntaxError) return refused(error.message);
      throw error;
    }
  },
};
