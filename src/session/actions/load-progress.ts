/** What some tools print with a share in it that is no progress: settings, users at work, and the figures of their summaries. */
const silent: readonly RegExp[] = [
  // k6: `scenarios: (100.00%) 1 scenario`, `running (0m10.0s), 20/20 VUs, …`, `checks_succeeded...: 100.00% 12 out of 12`, `✓ 99% — …`.
  /^\s*scenarios: \(/,
  /^running \(\S+\), \d+\/\d+ VUs/,
  /\.{3,}\s*:/,
  /^\s*[✓✗↳]/,
  // hey: `  95% in 0.0120 secs`. redis-benchmark: `99.000% <= 0.5 milliseconds`.
  /^\s*\d+(?:\.\d+)?%\s+(?:in\s+\S+\s+secs|<=)/,
];

/** k6: `default   [  17% ] 20 VUs  0m10.0s/1m0s`. */
const k6Bar = /^\S.*\[\s*(\d+)%\s*\]/;

/**
 * How far a load says it is, 0..1, by one line of its log. Known are the lines of k6, hey, redis-benchmark and nats bench; of any other program
 * the last percentage counts (`45%`, `12.5 %`), else a count of a total (`2700/6000`, `2,700 / 6,000`, `2700 of 6000`). Undefined where the
 * line tells nothing.
 */
export function progressIn(line: string): number | undefined {
  const bar = k6Bar.exec(line)?.[1];
  if (bar !== undefined) return clamp(Number(bar) / 100);
  if (silent.some((pattern) => pattern.test(line))) return undefined;
  const percent = [...line.matchAll(/(\d+(?:\.\d+)?)\s*%/g)].at(-1)?.[1];
  if (percent !== undefined) return clamp(Number(percent) / 100);
  const count = [...line.matchAll(/(?<![\d./-])(\d[\d,]*)\s*(?:\/|of)\s*(\d[\d,]*)(?![\d./-]*\d)/g)].at(-1);
  const total = plainNumber(count?.[2]);
  if (!count || total === 0) return undefined;
  return clamp(plainNumber(count[1]) / total);
}

/** `6,000` as 6000. */
function plainNumber(text = ''): number {
  return Number(text.replaceAll(',', ''));
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
