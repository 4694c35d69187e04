/**
 * How far a load says it is, 0..1: the last percentage in a log line (`45%`, `12.5 %`), else a count of a total (`2700/6000`, `2700 of 6000`).
 * Undefined where the line tells nothing.
 */
export function progressIn(line: string): number | undefined {
  const percent = [...line.matchAll(/(\d+(?:\.\d+)?)\s*%/g)].at(-1)?.[1];
  if (percent !== undefined) return clamp(Number(percent) / 100);
  const count = [...line.matchAll(/(\d+)\s*(?:\/|of)\s*(\d+)/g)].at(-1);
  if (!count || Number(count[2]) === 0) return undefined;
  return clamp(Number(count[1]) / Number(count[2]));
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
