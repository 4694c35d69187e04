/** Value of a shell's `$((…))` over whole numbers and variables: `+ - * / %` and parentheses; NaN for anything else. */
export function arithmetic(expression: string, variable: (name: string) => string): number {
  const tokens = expression.match(/\d+|\w+|[-+*/%()]|\S/g) ?? [];
  let at = 0;
  const primary = (): number => {
    const token = tokens[at] ?? '';
    at += 1;
    if (token === '-') return -primary();
    if (token === '(') {
      const value = sum();
      at += 1;
      return value;
    }
    if (/^\d+$/.test(token)) return Number(token);
    return /^\w+$/.test(token) ? Number(variable(token)) : Number.NaN;
  };
  const product = (): number => {
    let value = primary();
    for (let sign = tokens[at]; sign === '*' || sign === '/' || sign === '%'; sign = tokens[at]) {
      at += 1;
      const right = primary();
      value = sign === '*' ? value * right : Math.trunc(sign === '/' ? value / right : value % right);
    }
    return value;
  };
  const sum = (): number => {
    let value = product();
    for (let sign = tokens[at]; sign === '+' || sign === '-'; sign = tokens[at]) {
      at += 1;
      const right = product();
      value = sign === '+' ? value + right : value - right;
    }
    return value;
  };
  const value = sum();
  return at < tokens.length ? Number.NaN : value;
}
