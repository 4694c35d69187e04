const named = 'token|passw(?:or)?d|passphrase|secret|api[-_]?key|key-data';

/**
 * Takes out of a text what could be a credential: bearer tokens, JSON web tokens, private keys, passwords in addresses, `token=…` and the like.
 * Everything that is logged, kept or shown and does not come from this program goes through here.
 */
export function redact(text: string): string {
  return text
    .replace(/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?(-----END \1-----|$)/g, '[redacted]')
    .replace(/\b(Bearer|Basic)\s+[^\s"',]+/gi, '$1 [redacted]')
    .replace(/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '[redacted]')
    .replace(/(\/\/)[^/\s@:]*:[^/\s@]+@/g, '$1[redacted]@')
    .replace(new RegExp(String.raw`\b([\w-]*(?:${named})"?\s*[=:]\s*"?)[^\s"',&]+`, 'gi'), '$1[redacted]');
}

/** Whether a field or variable of this name holds a credential. */
export function namesCredential(name: string): boolean {
  return new RegExp(`(?:${named})$`, 'i').test(name);
}
