import { z } from 'zod';
import { kubernetesName, text } from './names.ts';

/** What a scenario is about, and where it may be played. */
export const target = z.strictObject({
  namespace: kubernetesName,
  workloads: z.array(z.strictObject({ kind: z.literal('Deployment'), name: kubernetesName })).min(1),
  allowedContexts: z.array(text).default([]),
  failOverAfterSeconds: z.number().min(1).max(3600).default(15),
});
