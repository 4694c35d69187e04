import type { Random } from '../../src/embedded/world.ts';

/** Inputs stay below this many characters, but for those that are made long on purpose. */
const longest = 40_000;

const oddCharacters = [
  '\0',
  '\u001b[2J',
  '\u007f',
  '\u0085',
  '\u2028',
  '\ud800',
  '\ufeff',
  '🙂',
  'é',
  '\t',
  '\r\n',
  '\n',
  ' ',
];
const oddNumbers = [
  '0',
  '-1',
  '-0',
  '1e309',
  'NaN',
  '9007199254740993',
  '1e-400',
  '99999999999999999999',
  '0x10',
  '.5',
  '2147483648',
];
const brackets = ['(', '[', '{', '"', "'", '`', '$(', '${', '- ', '!', 'not ', '-'];

export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[random.integer(items.length)];
  if (item === undefined) throw new RangeError('there is nothing to pick from');
  return item;
}

/** The text with one thing changed. `others` are texts that pieces are taken from. */
export function mutateText(random: Random, text: string, words: readonly string[], others: readonly string[]): string {
  const at = random.integer(text.length + 1);
  const length = 1 + random.integer(random.integer(4) === 0 ? 200 : 8);
  const insert = (piece: string, over = 0) => (text.slice(0, at) + piece + text.slice(at + over)).slice(0, longest);
  switch (random.integer(12)) {
    case 0:
      return insert('', length);
    case 1:
      return insert(text.slice(at, at + length));
    case 2:
      return insert(String.fromCharCode(random.integer(256)), 1);
    case 3:
      return insert(pick(random, oddCharacters), random.integer(2));
    case 4:
      return insert(pick(random, words), random.integer(length));
    case 5:
      return replaceNear(random, text, /-?\d+(\.\d+)?/g, pick(random, oddNumbers));
    case 6:
      return replaceNear(random, text, /[A-Za-z_][\w.-]*/g, pick(random, words));
    case 7:
      return text.slice(0, at);
    case 8:
      return mutateLines(random, text);
    case 9: {
      const other = pick(random, others);
      return (text.slice(0, at) + other.slice(random.integer(other.length + 1))).slice(0, longest);
    }
    case 10:
      return insert(
        pick(random, [...brackets, ...words]).repeat(2 + random.integer(random.integer(20) === 0 ? 5000 : 8)),
      );
    default:
      return insert(`${pick(random, words)} ${pick(random, words)}`);
  }
}

/** Words and odd pieces in any order. */
export function stringTogether(random: Random, words: readonly string[]): string {
  const separators = ['', ' ', ' ', '\n'];
  const pieces = Array.from({ length: 1 + random.integer(24) }, () => {
    const piece = pick(random, [words, words, words, oddNumbers, brackets, oddCharacters][random.integer(6)] ?? words);
    return piece + pick(random, separators);
  });
  return pieces.join('');
}

function mutateLines(random: Random, text: string): string {
  const lines = text.split('\n');
  const [from, to] = [random.integer(lines.length), random.integer(lines.length)];
  const line = lines[from] ?? '';
  switch (random.integer(5)) {
    case 0:
      return lines.toSpliced(from, 1).join('\n');
    case 1:
      return lines.toSpliced(to, 0, line).join('\n').slice(0, longest);
    case 2:
      return lines.toSpliced(from, 1).toSpliced(to, 0, line).join('\n');
    case 3:
      return lines.toSpliced(from, 1, ` ${line}`).join('\n');
    default:
      return lines.toSpliced(from, 1, line.replace(/^ /, '')).join('\n');
  }
}

/** Replaces one of the places where `pattern` matches. */
function replaceNear(random: Random, text: string, pattern: RegExp, by: string): string {
  const start = random.integer(text.length + 1);
  const matcher = new RegExp(pattern.source, 'g');
  matcher.lastIndex = start;
  const match = matcher.exec(text);
  return match ? text.slice(0, match.index) + by + text.slice(match.index + match[0].length) : text + by;
}
