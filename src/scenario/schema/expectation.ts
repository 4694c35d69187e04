import { z } from 'zod';
import type { Expectation } from '../model.ts';
import { parseExpression } from '../parse-expression.ts';

/** An expression over the figures of an act, parsed; its mistakes point at the character they are about. */
export const expectation = z.string().transform((text, context): Expectation => {
  const parsed = parseExpression(text);
  if (parsed.ok) return { text: text.trim(), expression: parsed.expression };
  const { message, tryThis, offset } = parsed.mistake;
  context.issues.push({ code: 'custom', input: text, message, params: { tryThis, offset } });
  return z.NEVER;
});
