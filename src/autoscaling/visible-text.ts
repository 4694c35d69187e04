/** What a terminal obeys instead of showing it, and what turns the order of letters around. Line feeds are told apart by who asks. */
const unseen = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** No message needs more characters; what a file holds may have any number. */
const longest = 800;

/**
 * A text that others have had a hand in as one line for a terminal: what would drive it is shown as `\u001b` or `\n`, and a line without
 * measure loses its middle.
 */
export function visibleLine(text: string): string {
  const line = text.replaceAll(unseen, escaped);
  return line.length <= longest ? line : `${line.slice(0, longest / 2)} … ${line.slice(-longest / 2)}`;
}

/** {@link visibleLine} of each line. */
export function visibleText(text: string): string {
  return text.split('\n').map(visibleLine).join('\n');
}

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  return named[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
