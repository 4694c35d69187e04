const levels = '▁▂▃▄▅▆▇█';

/** Values as a row of bars, the highest (or `max`) at full height. Gaps are blank; zero is the lowest bar. */
export function sparkline(values: readonly number[], max?: number): string {
  const top = max ?? Math.max(0, ...values.filter(Number.isFinite));
  return values.map((value) => bar(value, top)).join('');
}

function bar(value: number, top: number): string {
  if (!Number.isFinite(value)) return ' ';
  if (top <= 0) return levels.charAt(0);
  const level = Math.ceil((Math.min(value, top) / top) * levels.length) - 1;
  return levels.charAt(Math.max(0, level));
}
