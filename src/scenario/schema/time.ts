import { z } from 'zod';

/** A time of the talk as `mm:ss`, in seconds. YAML 1.2 reads `3:00` as a text. */
export const minutesAndSeconds = z.unknown().transform((written, context): number => {
  const match = typeof written === 'string' ? /^(\d{1,3}):([0-5]\d)$/.exec(written) : null;
  if (match) return Number(match[1]) * 60 + Number(match[2]);
  const missing = written === undefined;
  context.issues.push({
    code: 'custom',
    input: written,
    message: missing ? '{name} is missing' : `{name} is not a time: ${JSON.stringify(written)}`,
    params: { tryThis: `write minutes and seconds as mm:ss, e.g. ${example(written)}` },
  });
  return z.NEVER;
});

/** The time that was probably meant: a plain number is taken for seconds. */
function example(written: unknown): string {
  if (typeof written !== 'number' || !Number.isInteger(written) || written < 0) return '0:45';
  return `${Math.floor(written / 60)}:${String(written % 60).padStart(2, '0')}`;
}
