const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, us: 0.001, µs: 0.001 };

/** Reads a Go duration such as `1m30s`, in milliseconds; undefined for anything else. */
export function goDurationMs(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(h|ms|us|µs|m|s))+$/.test(text)) return undefined;
  let totalMs = 0;
  for (const [, amount, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|us|µs|m|s)/g)) {
    totalMs += Number(amount) * (unitMs[unit] ?? 0);
  }
  return totalMs;
}

/** A duration as Go prints it: `1m0s`, `1.5s`, `148.21ms`. */
export function goDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0s';
  // A number that two decimals would round up to the next unit is shown in that.
  if (milliseconds < 0.000_999_995) return `${trimmed(milliseconds * 1e6)}ns`;
  if (milliseconds < 0.999_995) return `${trimmed(milliseconds * 1000)}µs`;
  if (milliseconds < 999.995) return `${trimmed(milliseconds)}ms`;
  const hundredths = Math.round(milliseconds / 10);
  const seconds = `${trimmed((hundredths % 6000) / 100)}s`;
  const minutes = Math.floor(hundredths / 6000);
  if (minutes === 0) return seconds;
  return minutes < 60 ? `${minutes}m${seconds}` : `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`;
}

function trimmed(value: number): string {
  return String(Number(value.toFixed(2)));
}
