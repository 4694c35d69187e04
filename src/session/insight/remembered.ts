/**
 * A pure function that remembers its last result for as long as the parts it depends on stay the same objects, so that whoever selects the
 * result from a state sees it change only when it does.
 */
export function remembered<Input, Result>(
  partsOf: (input: Input) => readonly unknown[],
  compute: (input: Input) => Result,
): (input: Input) => Result {
  let last: { readonly parts: readonly unknown[]; readonly result: Result } | undefined;
  return (input) => {
    const parts = partsOf(input);
    if (last?.parts.length === parts.length && parts.every((part, index) => Object.is(part, last?.parts[index]))) {
      return last.result;
    }
    last = { parts, result: compute(input) };
    return last.result;
  };
}
