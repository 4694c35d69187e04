import { count, parseCommandLine, programName } from '../workload/command-line.ts';

/** What one run of redis-benchmark does. */
export interface BenchmarkOptions {
  /** Connection and other flags as written, by letter or name. */
  readonly flags: Readonly<Record<string, string>>;
  readonly tests: readonly BenchmarkTest[];
  readonly requests: number;
  readonly clients: number;
  readonly pipeline: number;
  readonly payloadBytes: number;
  readonly output: 'full' | 'quiet' | 'csv';
}

export interface BenchmarkTest {
  /** As the title shows it. */
  readonly title: string;
  readonly command: readonly string[];
}

const switches = new Set(['q', 'csv', 'e', 'l', 'I', 'precision', 'cluster', 'enable-tracking', 'tls', '3']);
const payload = 'xxx';

/** The tests the model knows, in the order the tool runs them. */
const builtIn: readonly { readonly names: readonly string[]; readonly test: BenchmarkTest }[] = [
  { names: ['ping', 'ping_inline'], test: { title: 'PING_INLINE', command: ['PING'] } },
  { names: ['ping', 'ping_mbulk'], test: { title: 'PING_MBULK', command: ['PING'] } },
  { names: ['set'], test: { title: 'SET', command: ['SET', 'key:__rand_int__', payload] } },
  { names: ['get'], test: { title: 'GET', command: ['GET', 'key:__rand_int__'] } },
  { names: ['lpush'], test: { title: 'LPUSH', command: ['LPUSH', 'mylist', payload] } },
  { names: ['rpush'], test: { title: 'RPUSH', command: ['RPUSH', 'mylist', payload] } },
  { names: ['lpop'], test: { title: 'LPOP', command: ['LPOP', 'mylist'] } },
  { names: ['rpop'], test: { title: 'RPOP', command: ['RPOP', 'mylist'] } },
];

/** What a command line asks of redis-benchmark; undefined: it is another program's. */
export function benchmarkOptions(words: readonly string[]): BenchmarkOptions | undefined {
  if (programName(words) !== 'redis-benchmark') return undefined;
  const { flags, words: command } = parseCommandLine(words.slice(1), { switches, wordsEndFlags: true });
  return {
    flags,
    tests: command.length > 0 ? [{ title: command.join(' '), command }] : selected(flags.t),
    requests: Math.ceil(count(flags.n) ?? 100_000),
    clients: Math.ceil(count(flags.c) ?? 50),
    pipeline: Math.ceil(count(flags.P) ?? 1),
    payloadBytes: Math.ceil(count(flags.d) ?? payload.length),
    output: flags.csv === 'true' ? 'csv' : flags.q === 'true' ? 'quiet' : 'full',
  };
}

function selected(list: string | undefined): readonly BenchmarkTest[] {
  const wanted = list?.toLowerCase().split(',');
  return builtIn.flatMap(({ names, test }) =>
    wanted === undefined || names.some((name) => wanted.includes(name)) ? [test] : [],
  );
}
