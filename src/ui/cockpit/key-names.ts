import type { Key } from 'ink';

/** Name of a key press: a character as typed, or `tab`, `shift+tab`, `escape`, `up`, `pageDown`, `ctrl+l` … */
export type KeyName = string;

const controlCharacters: Readonly<Record<string, KeyName>> = {
  '\t': 'tab',
  '\r': 'return',
  '\n': 'return',
  '\u001B': 'escape',
  '\u007F': 'backspace',
  '\b': 'backspace',
  ' ': 'space',
};

/**
 * The key presses in what Ink delivers. One delivery may hold several: held keys and slow connections come as one chunk ("jjj", "\tx"),
 * so that text is walked character by character.
 */
export function keyNames(input: string, key: Key): readonly KeyName[] {
  if (key.eventType === 'release') return [];
  const special = specialKey(key);
  if (special !== undefined) return [special];
  if (key.ctrl) return input === '' ? [] : [`ctrl+${input}`];
  if (key.meta) return [];
  return [...input].map(characterName);
}

function specialKey(key: Key): KeyName | undefined {
  if (key.tab) return key.shift ? 'shift+tab' : 'tab';
  const named = ['escape', 'return', 'backspace', 'pageUp', 'pageDown', 'home', 'end'] as const;
  const found = named.find((name) => key[name]);
  if (found) return found;
  // Terminals send 0x7F for Backspace, which Ink reports as Delete on some of them.
  if (key.delete) return 'backspace';
  if (key.upArrow) return 'up';
  if (key.downArrow) return 'down';
  if (key.leftArrow) return key.shift ? 'shift+left' : 'left';
  if (key.rightArrow) return key.shift ? 'shift+right' : 'right';
  return undefined;
}

/** The key press that a character stands for. */
export function characterName(character: string): KeyName {
  const known = controlCharacters[character];
  if (known !== undefined) return known;
  const code = character.charCodeAt(0);
  // Control characters 1 to 26 are Ctrl with the letters of the alphabet.
  return code >= 1 && code <= 26 ? `ctrl+${String.fromCharCode(code + 96)}` : character;
}
