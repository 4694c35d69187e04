import { TriggerError } from './trigger-metrics.ts';

const pattern = /\s+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+|[A-Za-z_]\w*|\*\*|\|\||&&|[=!<>]=|[-+*/%^<>!?:(),]/y;

/** Splits a formula into numbers, names and operators. @throws TriggerError at the first character that is none of these. */
export function formulaTokens(text: string): readonly string[] {
  const tokens: string[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const from = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) {
      throw new TriggerError(
        `error validating formula in ScalingModifiers: unrecognized character "${text.charAt(from)}" at ${from + 1} in "${text}"`,
      );
    }
    if (match[0].trim() !== '') tokens.push(match[0]);
  }
  return tokens;
}
