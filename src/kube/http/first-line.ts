import { redact } from '../../cluster/redact.ts';

/** The first line of a text, without credentials and not too long for a screen. */
export function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n', 1);
  return redact(line).slice(0, 300);
}
