import { goDurationMs } from '../go-duration.ts';

/** What a `hey` command line asks for. */
export interface HeyCommand {
  readonly url: string;
  readonly method: string;
  readonly requests: number;
  readonly workers: number;
  /** Runs this long instead of a number of requests. */
  readonly durationMs: number | undefined;
  /** Of each worker. */
  readonly requestsPerSecond: number | undefined;
  readonly timeoutMs: number;
}

const withoutValue = new Set(['h2', 'disable-compression', 'disable-keepalive', 'disable-redirects']);

/** Reads `hey [flags] URL`; undefined for another program's command, or one without a URL. */
export function heyCommand(words: readonly string[]): HeyCommand | undefined {
  const [program = '', ...rest] = words;
  if (program.split('/').at(-1) !== 'hey') return undefined;
  const flags: Record<string, string> = {};
  let url: string | undefined;
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? '';
    const flag = /^--?([\w-]+)(?:=(.*))?$/.exec(word);
    if (!flag) {
      url ??= word;
      continue;
    }
    const [, name = '', inline] = flag;
    if (withoutValue.has(name)) continue;
    flags[name] = inline ?? rest[index + 1] ?? '';
    if (inline === undefined) index += 1;
  }
  if (url === undefined) return undefined;
  const workers = positive(flags.c) ?? 50;
  const wanted = positive(flags.n) ?? 200;
  return {
    url,
    method: flags.m ?? 'GET',
    // Each worker does the same number of requests; what is left over is not done.
    requests: Math.max(1, Math.floor(wanted / workers)) * workers,
    workers,
    durationMs: flags.z === undefined ? undefined : goDurationMs(flags.z),
    requestsPerSecond: positive(flags.q),
    // -t 0: it waits for ever.
    timeoutMs: flags.t === '0' ? Number.POSITIVE_INFINITY : (positive(flags.t) ?? 20) * 1000,
  };
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text);
  return text !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
}
