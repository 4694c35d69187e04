const numeric: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '-eq': (a, b) => a === b,
  '-ne': (a, b) => a !== b,
  '-lt': (a, b) => a < b,
  '-le': (a, b) => a <= b,
  '-gt': (a, b) => a > b,
  '-ge': (a, b) => a >= b,
};

/** The shell's `test` over numbers and texts. What it does not know, such as a file, is not there. */
export function passesTest(args: readonly string[]): boolean {
  const [first = '', second = '', third = ''] = args;
  if (first === '!') return !passesTest(args.slice(1));
  if (args.length === 1) return first !== '';
  if (args.length === 2) return first === '-n' ? second !== '' : first === '-z' && second === '';
  if (second === '=' || second === '==') return first === third;
  if (second === '!=') return first !== third;
  return numeric[second]?.(Number(first), Number(third)) ?? false;
}
