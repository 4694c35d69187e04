export interface Claim {
  /** Share relative to the other claims. */
  readonly weight: number;
  readonly min: number;
}

/**
 * Divides `total` cells by weight, none below its minimum, whole cells, nothing left over. The minimums must fit into `total`.
 */
export function shareCells(claims: readonly Claim[], total: number): number[] {
  const fixed = new Set<number>();
  // Whoever falls below its minimum gets just that; the others share what is left, which may push another one below.
  for (;;) {
    const short = claims.findIndex(
      (claim, index) => !fixed.has(index) && rawShare(claims, fixed, total, index) < claim.min,
    );
    if (short < 0) break;
    fixed.add(short);
  }
  return roundTogether(
    claims.map((claim, index) => (fixed.has(index) ? claim.min : rawShare(claims, fixed, total, index))),
  );
}

function rawShare(claims: readonly Claim[], fixed: ReadonlySet<number>, total: number, index: number): number {
  let room = total;
  let weights = 0;
  claims.forEach((claim, other) => {
    if (fixed.has(other)) room -= claim.min;
    else weights += claim.weight;
  });
  return (room * (claims[index]?.weight ?? 0)) / weights;
}

/** Rounds the running sum rather than each part, so that the parts add up to the whole. */
function roundTogether(parts: readonly number[]): number[] {
  let sum = 0;
  let given = 0;
  return parts.map((part) => {
    sum += part;
    const cells = Math.round(sum) - given;
    given += cells;
    return cells;
  });
}
