import { z } from 'zod';
import type { StageMessage } from './protocol.ts';

/** What is looked into before anything is made of a message. Beyond it, the stage is the same program, run by the same user. */
const stageMessage = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('hello'),
    version: z.number(),
    program: z.string(),
  }),
  z.looseObject({ type: z.literal('frame'), now: z.number() }),
  z.looseObject({ type: z.literal('outcome'), id: z.number(), outcome: z.looseObject({ ok: z.boolean() }) }),
  z.looseObject({ type: z.literal('error'), reason: z.string() }),
  z.looseObject({ type: z.literal('ended') }),
]);

/** What a stage's line says; undefined for one that this version does not know, which is passed over. */
export function readStageMessage(line: string): StageMessage | undefined {
  try {
    const json: unknown = JSON.parse(line);
    return stageMessage.safeParse(json).success ? (json as StageMessage) : undefined;
  } catch {
    return undefined;
  }
}
