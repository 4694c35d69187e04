/** Takes out of a text what could be a credential: bearer tokens, JSON web tokens, passwords in addresses, `token=…` and the like. */
export function redact(text: string): string {
  return text
    .replace(/\b(Bearer|Basic)\s+[^\s"',]+/gi, '$1 [redacted]')
    .replace(/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '[redacted]')
    .replace(/(\/\/)[^/\s@:]+:[^/\s@]+@/g, '$1[redacted]@')
    .replace(/\b([\w-]*(?:token|password|secret)"?\s*[=:]\s*"?)[^\s"',&]+/gi, '$1[redacted]');
}

/** The first line of a text, without credentials and not too long for a screen. */
export function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n', 1);
  return redact(line).slice(0, 300);
}
