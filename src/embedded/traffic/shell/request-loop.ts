import { simpleCommands } from '../../workload/shell-words.ts';

/** What a shell script with `wget` or `curl` in it does. */
export interface RequestLoop {
  readonly requests: readonly ShellRequest[];
  /** Pause of one turn, in milliseconds. */
  readonly pauseMs: number;
  /** Turns; Infinity for `while true`. */
  readonly turns: number;
  readonly shell: boolean;
}

export interface ShellRequest {
  readonly program: 'wget' | 'curl';
  readonly url: string;
  readonly method: string;
  readonly timeoutMs: number;
}

/** Flags that take a value. */
const withValue: Readonly<Record<ShellRequest['program'], RegExp>> = {
  wget: /^(-[OTtUPSeY]|--(header|post-data|post-file|timeout|tries|user-agent|output-document))$/,
  curl: /^(-[oXHdmwAubFxeT]|--(output|request|header|data|data-raw|data-binary|max-time|connect-timeout|write-out|user-agent|retry|user))$/,
};

/** busybox wget waits 15 minutes, curl for ever. */
const patienceMs = 900_000;

/**
 * Reads a container's command line: `while true; do wget -q -O- URL; done` as in the Kubernetes HPA walkthrough, `while sleep 0.01; do …`,
 * `for i in $(seq 100); do curl …; done`, or a single request. One loop is understood, with its sleeps; undefined where nothing is requested.
 */
export function requestLoop(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): RequestLoop | undefined {
  const commands = simpleCommands(words, environment).map(bare);
  const loop = /\b(while|until|for)\b([\s\S]*?)\bdo\b/.exec(words.join(' '));
  const requests = commands.flatMap((command) => requestOf(command) ?? []);
  if (requests.length === 0) return undefined;
  const pauseMs = commands.reduce((total, command) => total + sleepMs(command), 0);
  const turns = loop ? turnsOf(loop[1] ?? '', loop[2] ?? '') : 1;
  return { requests, pauseMs, turns, shell: commands.length > 1 };
}

/** A request of this one command; undefined for another program's. */
export function requestOf(words: readonly string[]): ShellRequest | undefined {
  const [path = '', ...rest] = bare(words);
  const program = path.split('/').at(-1);
  if (program !== 'wget' && program !== 'curl') return undefined;
  let method: string | undefined;
  let timeoutMs = patienceMs;
  let url: string | undefined;
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? '';
    if (/^\d?>|^</.test(word)) continue;
    if (!word.startsWith('-')) {
      url ??= word;
      continue;
    }
    const value = withValue[program].test(word) ? rest[++index] : undefined;
    if (value === undefined) continue;
    if (word === '-X' || word === '--request') method = value;
    else if (/^(-d|--data.*|--post-data)$/.test(word)) method ??= 'POST';
    else if (/^(-m|--max-time|-T|--timeout)$/.test(word)) timeoutMs = Number(value) * 1000 || patienceMs;
  }
  return url === undefined ? undefined : { program, url, method: method ?? 'GET', timeoutMs };
}

/** Without the shell's own words before a command. */
function bare(words: readonly string[]): readonly string[] {
  const first = words.findIndex(
    (word) => !['do', 'then', 'else', 'while', 'until', 'if', 'time', '!', '{', '('].includes(word),
  );
  return first < 0 ? [] : words.slice(first);
}

function turnsOf(kind: string, condition: string): number {
  if (kind !== 'for') return Number.POSITIVE_INFINITY;
  const [, first, last] = /\bseq\s+(?:(\d+)\s+)?(\d+)/.exec(condition) ?? /\{(\d+)\.\.(\d+)\}/.exec(condition) ?? [];
  if (last !== undefined) return Math.max(0, Number(last) - Number(first ?? 1) + 1);
  return (
    condition
      .split(/\bin\b/)[1]
      ?.replace(/[;\s]+$/, '')
      .trim()
      .split(/\s+/).length ?? 1
  );
}

function sleepMs([program = '', seconds = '']: readonly string[]): number {
  const match = program === 'sleep' ? /^(\d*\.?\d+)(ms|s|m)?$/.exec(seconds) : null;
  return match ? Number(match[1]) * (match[2] === 'm' ? 60_000 : 1000) : 0;
}
