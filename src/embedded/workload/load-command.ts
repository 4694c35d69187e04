import { count, parseCommandLine, programName, splitOnce } from './command-line.ts';
import { natsFlags } from './nats-flags.ts';

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
  /** Whether each message waits for its acknowledgement, many are under way at once, or nobody acknowledges anything. */
  readonly mode: 'synchronous' | 'asynchronous' | 'batched' | 'core';
}

/**
 * The load a simple command is, when it is `nats bench js pub`, `nats bench pub`, the older `nats bench SUBJECT --pub N`, or what an
 * annotation may state: `publish subject=S messages=N clients=C ratePerSecond=R`. Undefined for any other command.
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
    mode: 'synchronous',
    ...(ratePerSecond === undefined ? {} : { ratePerSecond }),
  };
}

function loadOfCommand(words: readonly string[]): PublishLoad | undefined {
  if (programName(words) !== 'nats') return undefined;
  const { flags, words: positionals } = parseCommandLine(words.slice(1), natsFlags);
  const published = publishedOf(positionals, flags);
  if (!published) return undefined;
  const clients = count(flags.clients ?? flags.pub) ?? 1;
  const sleepMs = durationMs(flags.sleep ?? flags.pubsleep);
  return {
    ...published,
    messages: count(flags.msgs) ?? 100_000,
    clients,
    messageBytes: bytes(flags.size) ?? 128,
    purge: flags.purge === 'true',
    ...(flags.stream === undefined ? {} : { stream: flags.stream }),
    ...(sleepMs === undefined || sleepMs === 0 ? {} : { ratePerSecond: (clients * 1000) / sleepMs }),
  };
}

const jetStreamModes = { sync: 'synchronous', async: 'asynchronous', batch: 'batched' } as const;

function publishedOf(
  [bench, ...words]: readonly string[],
  flags: Readonly<Record<string, string>>,
): Pick<PublishLoad, 'subject' | 'mode'> | undefined {
  if (bench !== 'bench') return undefined;
  const [kind, verb, ...more] = words;
  if (kind === 'js' || kind === 'core') {
    const [mode, subject] = isMode(more[0]) ? [jetStreamModes[more[0]], more[1]] : ['synchronous' as const, more[0]];
    return verb === 'pub' && subject !== undefined ? { subject, mode: kind === 'core' ? 'core' : mode } : undefined;
  }
  if (kind === 'pub') return verb === undefined ? undefined : { subject: verb, mode: 'core' };
  // Until version 0.2 of the tool: a subject, and who publishes to it in flags.
  if (kind === undefined || words.length > 1 || count(flags.pub) === undefined) return undefined;
  if (flags.js !== 'true') return { subject: kind, mode: 'core' };
  return { subject: kind, mode: flags.syncpub === 'true' ? 'synchronous' : 'asynchronous' };
}

function isMode(word: string | undefined): word is keyof typeof jetStreamModes {
  return word !== undefined && word in jetStreamModes;
}

function bytes(text: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(B|KB|KiB|K|MB|MiB|M)?$/i.exec(text ?? '');
  if (!match) return undefined;
  const scale = { b: 1, k: 1024, m: 1024 * 1024 }[(match[2] ?? 'B').charAt(0).toLowerCase()] ?? 1;
  return Math.round(Number(match[1]) * scale);
}

/** A Go duration of one unit, for example `5ms`. */
export function durationMs(text: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(us|µs|ms|s|m)$/.exec(text ?? '');
  if (!match) return undefined;
  return Number(match[1]) * ({ us: 0.001, µs: 0.001, ms: 1, s: 1000, m: 60_000 }[match[2] ?? ''] ?? 1);
}
