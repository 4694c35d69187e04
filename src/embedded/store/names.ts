import type { Random } from '../world.ts';

/** Kubernetes leaves out vowels and look-alikes, so that no name spells a word. */
const safeCharacters = 'bcdfghjklmnpqrstvwxz2456789';

/** The five characters the API server appends to a `generateName`. */
export function nameSuffix(random: Random): string {
  let suffix = '';
  for (let index = 0; index < 5; index += 1) suffix += safeCharacters[random.integer(safeCharacters.length)];
  return suffix;
}

/** A version 4 UUID from the cluster's own randomness. */
export function newUid(random: Random): string {
  let hex = '';
  for (let word = 0; word < 4; word += 1) hex += random.integer(0x1_0000_0000).toString(16).padStart(8, '0');
  const variant = (8 + (Number.parseInt(hex[16] ?? '0', 16) & 3)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Spells a number in safe characters, as controllers do with a pod template's hash. */
export function safeEncode(value: number): string {
  return [...String(value)].map((digit) => safeCharacters[digit.charCodeAt(0) % safeCharacters.length]).join('');
}
