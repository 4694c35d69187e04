const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Index just behind the string, template or regular comment-free literal that begins at `start` with a quote. */
export function endOfQuoted(text: string, start: number): number {
  const quote = text[start];
  let index = start + 1;
  while (index < text.length && text[index] !== quote) index += text[index] === '\\' ? 2 : 1;
  return Math.min(text.length, index + 1);
}

/** Index just behind the bracket that closes the one at `start`. */
export function endOfBracket(text: string, start: number): number {
  const open = text[start] ?? '';
  const close = closing[open];
  let depth = 0;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (`'"\``.includes(character)) index = endOfQuoted(text, index) - 1;
    else if (character === open) depth += 1;
    else if (character === close) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return text.length;
}

/** Index of the comma, closing bracket or semicolon that ends the expression which begins at `start`. */
export function endOfExpression(text: string, start: number): number {
  let index = start;
  while (index < text.length) {
    const character = text[index] ?? '';
    if (`'"\``.includes(character)) index = endOfQuoted(text, index);
    else if (closing[character] !== undefined) index = endOfBracket(text, index);
    else if (',;)]}'.includes(character)) return index;
    else index += 1;
  }
  return index;
}

/** The text without its comments; what is in quotes stays. */
export function withoutComments(text: string): string {
  return text.replaceAll(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (_match, quoted: string | undefined) => quoted ?? ' ',
  );
}
