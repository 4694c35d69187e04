const shownAtMost = 8;

/** Known names, those most like the typed one first, as a sentence; it says so when there are none. */
export function nearestNames(typed: string, known: readonly string[], plural: string): string {
  if (known.length === 0) return `There are no ${plural} in it.`;
  const byDistance = known
    .map((name) => ({ name, distance: editDistance(typed.toLowerCase(), name.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance);
  const shown = byDistance.slice(0, shownAtMost).map(({ name }) => name);
  const more = known.length - shown.length;
  return `Known ${plural}, nearest first: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
