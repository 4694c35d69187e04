/**
 * The known name closest to what was typed, by edits (insert, delete, replace, swap of neighbours), ignoring case. Undefined when
 * nothing is near: more than a third of the letters, and more than two, would have to change.
 */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(typed.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const name of known) {
    // Each letter too many is an edit at least.
    if (Math.abs(typed.length - name.length) >= bestDistance) continue;
    const distance = editDistance(typed.toLowerCase(), name.toLowerCase());
    // A name that shares nothing with what was typed is no suggestion, however short both are.
    if (distance < bestDistance && distance < Math.max(typed.length, name.length)) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** What to try instead of an unknown name: the nearest one, or else all that are known. */
export function suggest(typed: string, known: readonly string[], plural: string): string {
  const near = nearest(typed, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  return known.length > 0 ? `known ${plural}: ${[...new Set(known)].join(', ')}` : `there are no ${plural}`;
}

/** Optimal string alignment distance. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const cell = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, cell(i - 2, j - 2) + 1);
      row.push(least);
    }
  }
  return cell(a.length, b.length);
}
