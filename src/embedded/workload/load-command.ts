/** What a load puts on the broker. */
export interface PublishLoad {
  readonly subject: string;
  /** The stream the load names, if it does; publishing itself goes by subject. */
  readonly stream?: string;
  readonly messages: number;
  readonly clients: number;
  readonly messageBytes: number;
  /** Upper bound on the rate of all clients together. */
  readonly ratePerSecond?: number;
  /** The stream is emptied first. */
  readonly purge: boolean;
}

/** Flags of `nats bench js pub` that take no value. */
const switches = new Set(['create', 'purge', 'progress', 'no-progress', 'multisubject', 'dedup', 'trace', 'history']);

const shortFlags: Readonly<Record<string, string>> = { s: 'server' };

/**
 * The load a simple command is, when it is `nats bench js pub`, or the `publish subject=S messages=N clients=C ratePerSecond=R` of an
 * annotation; undefined for any other command.
 */
export function publishLoad(words: readonly string[]): PublishLoad | undefined {
  return words[0] === 'publish' ? statedLoad(words.slice(1)) : loadOfCommand(words);
}

function statedLoad(assignments: readonly string[]): PublishLoad | undefined {
  const fields = Object.fromEntries(assignments.map((assignment) => splitOnce(assignment, '=')));
  const ratePerSecond = count(fields.ratePerSecond);
  if (!fields.subject) return undefined;
  return {
    subject: fields.subject,
    messages: count(fields.messages) ?? 1,
    clients: count(fields.clients) ?? 1,
    messageBytes: count(fields.bytes) ?? 128,
    purge: false,
    ...(ratePerSecond === undefined ? {} : { ratePerSecond }),
  };
}

function loadOfCommand(words: readonly string[]): PublishLoad | undefined {
  const [program = '', ...rest] = words;
  if (program.split('/').at(-1) !== 'nats') return undefined;
  const { flags, positionals } = parseFlags(rest);
  const [bench, js, pub, ...more] = positionals;
  if (bench !== 'bench' || js !== 'js' || pub !== 'pub') return undefined;
  const subject = more.find((word) => !['sync', 'async', 'batch'].includes(word));
  if (subject === undefined) return undefined;
  const clients = count(flags.clients) ?? 1;
  const sleepMs = durationMs(flags.sleep);
  return {
    subject,
    messages: count(flags.msgs) ?? 100_000,
    clients,
    messageBytes: bytes(flags.size) ?? 128,
    purge: flags.purge === 'true',
    ...(flags.stream === undefined ? {} : { stream: flags.stream }),
    ...(sleepMs === undefined || sleepMs === 0 ? {} : { ratePerSecond: (clients * 1000) / sleepMs }),
  };
}

function parseFlags(words: readonly string[]): { flags: Readonly<Record<string, string>>; positionals: string[] } {
  const flags: Record<string, string> = {};
  const positionals: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (!word.startsWith('-')) {
      positionals.push(word);
      continue;
    }
    const [text, inline] = splitOnce(word.replace(/^--?/, ''), '=');
    const name = word.startsWith('--') ? text : (shortFlags[text] ?? text);
    if (word.includes('=')) flags[name] = inline;
    else if (switches.has(name)) flags[name] = 'true';
    else {
      index += 1;
      flags[name] = words[index] ?? '';
    }
  }
  return { flags, positionals };
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

function count(text: string | undefined): number | undefined {
  const value = text ? Number(text.replaceAll(/[_,]/g, '')) : Number.NaN;
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

function bytes(text: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(B|KB|KiB|K|MB|MiB|M)?$/i.exec(text ?? '');
  if (!match) return undefined;
  const scale = { b: 1, k: 1024, m: 1024 * 1024 }[(match[2] ?? 'B').charAt(0).toLowerCase()] ?? 1;
  return Math.round(Number(match[1]) * scale);
}

/** A Go duration of one unit, for example `5ms`. */
function durationMs(text: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(us|µs|ms|s|m)$/.exec(text ?? '');
  if (!match) return undefined;
  return Number(match[1]) * ({ us: 0.001, µs: 0.001, ms: 1, s: 1000, m: 60_000 }[match[2] ?? ''] ?? 1);
}
