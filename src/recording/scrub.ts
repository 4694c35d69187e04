import { namesCredential, redact } from '../cluster/redact.ts';

const hidden = '[redacted]';

/** Whatever a redaction looks for contains one of these. Most lines contain none, and need no second look. */
const suspicious = /private key|bearer|basic|eyJ|\/\/[^\s@]*@|token|passw|passphrase|secret|api[-_]?key|key-data/i;

/** A copy of the whole object, in which what is taken out of the object itself would stay. */
const wholeObject = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * A value as a line of JSON, without credentials: a Secret's data, texts in fields and variables named so, and whatever is found in other
 * texts.
 */
export function scrubbedLine(value: unknown): string {
  const line = JSON.stringify(value);
  return suspicious.test(line) ? JSON.stringify(value, scrub) : line;
}

/** `this` is what holds the part. */
function scrub(this: unknown, key: string, part: unknown): unknown {
  if (key === wholeObject) return undefined;
  if ((key === 'data' || key === 'stringData') && hasText(this, 'kind', (kind) => kind === 'Secret')) return hidden;
  if (typeof part !== 'string') return part;
  // A variable, a header: its name is beside its value.
  const isNamed = key === 'value' && hasText(this, 'name', namesCredential);
  return isNamed || namesCredential(key) ? hidden : redact(part);
}

function hasText(holder: unknown, field: string, test: (text: string) => boolean): boolean {
  if (typeof holder !== 'object' || holder === null) return false;
  const text: unknown = Reflect.get(holder, field);
  return typeof text === 'string' && test(text);
}
