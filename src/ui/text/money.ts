/** US dollars with as many digits as tell something: `$0.0042`, `$0.34`, `$1,234`. */
export function usd(amount: number): string {
  const digits = amount === 0 || amount >= 0.1 ? 2 : 4;
  const format = amount >= 1000 ? 0 : digits;
  return `$${amount.toLocaleString('en-US', { minimumFractionDigits: format, maximumFractionDigits: format })}`;
}
