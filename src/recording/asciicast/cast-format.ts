/** Versions of the asciicast format: 2 plays everywhere, 3 since asciinema 3.0. */
export type CastVersion = 2 | 3;

/** What a player has to know before it begins. */
export interface CastHeader {
  readonly columns: number;
  readonly rows: number;
  /** Seconds since the epoch. */
  readonly startedAtSeconds: number;
  readonly title: string;
  readonly term: string;
  /** The longest pause that a player makes, in seconds. */
  readonly idleTimeLimitSeconds: number;
}

/** Output, a new size, a chapter, the end with its status (version 3 only). */
export type CastEvent =
  | { readonly code: 'o'; readonly text: string }
  | { readonly code: 'r'; readonly columns: number; readonly rows: number }
  | { readonly code: 'm'; readonly label: string }
  | { readonly code: 'x'; readonly status: number };

/** The first line of a cast. */
export function headerLine(version: CastVersion, header: CastHeader): string {
  const { columns, rows, startedAtSeconds, title, term, idleTimeLimitSeconds } = header;
  const rest = { timestamp: startedAtSeconds, idle_time_limit: idleTimeLimitSeconds, title };
  const line =
    version === 2
      ? { version, width: columns, height: rows, ...rest, env: { TERM: term } }
      : { version, term: { cols: columns, rows, type: term }, ...rest };
  return `${JSON.stringify(line)}\n`;
}

/**
 * A line of a cast. Its time is in milliseconds from the beginning; version 2 writes it as it is, version 3 as the time since the event before,
 * which was at `beforeMs`. Undefined for an event that the version does not have.
 */
export function eventLine(version: CastVersion, atMs: number, beforeMs: number, event: CastEvent): string | undefined {
  if (version === 2 && event.code === 'x') return undefined;
  const timeMs = version === 2 ? atMs : atMs - beforeMs;
  return `[${timeMs / 1000}, "${event.code}", ${JSON.stringify(dataOf(event))}]\n`;
}

function dataOf(event: CastEvent): string {
  switch (event.code) {
    case 'o':
      return event.text;
    case 'r':
      return `${event.columns}x${event.rows}`;
    case 'm':
      return event.label;
    case 'x':
      return String(event.status);
  }
}
