/** A moment on a cluster's clock, in milliseconds since the Unix epoch. Branded, so that a duration cannot be passed for a moment. */
export type EpochMs = number & { readonly __unit: 'EpochMs' };

/** Marks a plain number of milliseconds since the epoch as a moment. */
export function epochMs(milliseconds: number): EpochMs {
  return milliseconds as EpochMs;
}

/** The moment `milliseconds` after (or, negative, before) `at`. */
export function plusMs(at: EpochMs, milliseconds: number): EpochMs {
  return (at + milliseconds) as EpochMs;
}

/** A metric value, request or target in thousandths of its unit, as Kubernetes computes with it: an int64, hence a bigint. */
export type MilliValue = bigint;

/** Parses a Kubernetes timestamp (RFC 3339). Undefined for an absent or unreadable one. */
export function parseTime(text: string | null | undefined): EpochMs | undefined {
  if (!text) return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : epochMs(milliseconds);
}

/** Prints a moment as the API does: RFC 3339 in UTC with whole seconds. */
export function formatTime(at: EpochMs): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
