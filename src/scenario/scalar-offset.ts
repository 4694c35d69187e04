/**
 * Offset in the source text of a YAML scalar (quotes, block header and indentation included) of the `offset`-th character of its
 * value. Quotes, indentation and folds are skipped by matching characters one after the other; escapes in double quotes that stand
 * for another character count as the place where they begin.
 */
export function offsetInSource(value: string, source: string, offset: number): number {
  let at = contentStart(source);
  const last = Math.min(offset, value.length - 1);
  for (let i = 0; i <= last; i++) {
    const found = nextMatch(value[i] ?? '', source, at);
    if (found === undefined) return Math.min(at, source.length);
    if (i === offset) return found;
    at = found + 1;
  }
  // One past the end: right behind the last character.
  return Math.min(at, source.length);
}

/** Behind an opening quote or the header line of a block scalar. */
function contentStart(source: string): number {
  if (source.startsWith('"') || source.startsWith("'")) return 1;
  if (source.startsWith('|') || source.startsWith('>')) return source.indexOf('\n') + 1;
  return 0;
}

function nextMatch(character: string, source: string, from: number): number | undefined {
  for (let at = from; at < source.length; at++) {
    const here = source[at] ?? '';
    // A fold turns a line break into a blank, and the value's line break may be a blank of the source's.
    if (here === character || (isBlank(character) && isBlank(here))) return at;
    if (!isBlank(here) && here !== '\\' && here !== "'") return undefined;
  }
  return undefined;
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}
