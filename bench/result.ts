/** One line of the table. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it should be; absent for figures that are only watched. */
  readonly aim?: { readonly below: number } | { readonly above: number };
  /** How it was measured, or what it is made of. */
  readonly note?: string;
}

/** Undefined where there is no aim. */
export function isMet({ value, aim }: Result): boolean | undefined {
  if (aim === undefined) {
    return undefined;
  }
  return 'below' in aim ? value <= aim.below : value >= aim.above;
}

/** The results as aligned text, one per line. */
export function formatTable(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.name,
    `${formatNumber(result.value)} ${result.unit}`.trim(),
    formatAim(result),
    formatVerdict(result),
    result.note ?? '',
  ]);
  const table = [['figure', 'measured', 'aim', '', 'note'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function formatAim({ aim }: Result): string {
  if (aim === undefined) {
    return '';
  }
  return 'below' in aim ? `<= ${aim.below}` : `>= ${aim.above}`;
}

function formatVerdict(result: Result): string {
  const met = isMet(result);
  return met === undefined ? '' : met ? 'met' : 'NOT MET';
}

function formatNumber(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}
