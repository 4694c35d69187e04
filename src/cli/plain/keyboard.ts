import { characterName, type KeyName } from '../../ui/cockpit/key-names.ts';

const esc = '\u001B';
/** Arrow keys and their like: nothing scrolls where there are only lines. */
const sequence = new RegExp(`${esc}(?:\\[[\\d;]*[ -/]*[@-~]|O.)`, 'g');

/**
 * Hands on what is typed, a key press at a time. Without a terminal as input there are no keys, and nothing is read. Returns a function that
 * gives the terminal back; calling it again does nothing.
 */
export function readKeys(input: NodeJS.ReadStream, press: (keys: readonly KeyName[]) => void): () => void {
  if (!input.isTTY) return () => {};
  const onData = (chunk: string) => press([...chunk.replaceAll(sequence, '')].map(characterName));
  const giveBack = () => {
    input.off('data', onData);
    input.setRawMode(false);
    input.pause();
    process.off('exit', giveBack);
  };
  input.setRawMode(true);
  input.setEncoding('utf8');
  input.on('data', onData);
  input.resume();
  // Whatever ends the process: a shell without echo is no place to leave anybody.
  process.on('exit', giveBack);
  return giveBack;
}
