/** Results that are kept; twice as many at most are in memory. A screen has a few hundred lines, of which a few dozen change in a frame. */
const generationSize = 4096;

/**
 * A pure function of a text that remembers its results. Of two generations the older one is dropped when the younger one is full, so that
 * what is asked for again and again stays and memory is bounded.
 */
export function memoised<Result>(compute: (text: string) => Result): (text: string) => Result {
  let young = new Map<string, Result>();
  let old = new Map<string, Result>();
  return (text) => {
    const known = young.get(text);
    if (known !== undefined) {
      return known;
    }
    const result = old.get(text) ?? compute(text);
    if (young.size >= generationSize) {
      old = young;
      young = new Map();
    }
    young.set(text, result);
    return result;
  };
}
