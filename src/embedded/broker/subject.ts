/** Whether a NATS subject falls under a stream's subject, in which `*` stands for one token and `>` for one or more at the end. */
export function subjectMatches(pattern: string, subject: string): boolean {
  const wanted = pattern.split('.');
  const tokens = subject.split('.');
  for (const [index, token] of wanted.entries()) {
    if (token === '>') return tokens.length > index;
    const actual = tokens[index];
    if (actual === undefined || (token !== '*' && token !== actual)) return false;
  }
  return tokens.length === wanted.length;
}
