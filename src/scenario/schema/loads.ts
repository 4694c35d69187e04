import { z } from 'zod';
import { key } from './modes.ts';
import { identifier, manifestFile, text } from './names.ts';

/** Something that puts pressure on the workload: a Job that is created anew each time. */
const load = z.strictObject({
  id: identifier,
  key,
  title: text,
  kind: z.literal('job'),
  job: manifestFile,
  messages: z.exactOptional(z.int().min(1)),
});

export const loads = z.array(load).default([]);
