const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of `width` cells filled to `share` (0..1) in steps of an eighth of a cell, between two edges. */
export function progressBar(share: number, width: number): string {
  const inner = Math.max(0, width - 2);
  const filled = Math.round(Math.min(1, Math.max(0, share)) * inner * 8);
  const bar = '█'.repeat(Math.floor(filled / 8)) + (eighths[filled % 8] ?? '');
  return `▐${bar.padEnd(inner)}▌`;
}
