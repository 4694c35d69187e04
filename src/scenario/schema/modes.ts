import { z } from 'zod';
import { identifier, manifestFile, text } from './names.ts';

/** A key as written: which ones are free is checked with the others of the file. A digit may be written without quotes. */
export const key = z.unknown().transform((written, context): string => {
  const typed = typeof written === 'number' ? String(written) : written;
  if (typeof typed === 'string' && typed !== '') return typed;
  context.issues.push({
    code: 'custom',
    input: written,
    message: written === undefined ? '{name} is missing' : '{name} must be one character',
    params: { tryThis: 'modes use letters, loads use digits' },
  });
  return z.NEVER;
});

/** A set of autoscalers that are there together. */
export const mode = z.strictObject({
  id: identifier,
  key,
  title: text,
  colour: z.enum(['conflict', 'calm', 'neutral']).default('neutral'),
  apply: z.array(manifestFile),
  delete: z.array(manifestFile).default([]),
  replicas: z.exactOptional(z.int().min(0).max(10_000)),
  settleSeconds: z.number().min(0).max(300).default(0),
});

export const modes = z.array(mode).min(1);
