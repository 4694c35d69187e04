import { z } from 'zod';
import type { ViewerMessage } from './protocol.ts';

const plainAction = z.enum(['reset', 'restore', 'nextCue', 'skipCue', 'previousCue', 'toggleAutopilot']);
const direction = z.union([z.literal(1), z.literal(-1)]);
const id = z.number().int().nonnegative();

const action = z.union([
  z.strictObject({ type: plainAction }),
  z.strictObject({ type: z.literal('flipMode'), mode: z.string() }),
  z.strictObject({ type: z.literal('startLoad'), load: z.string() }),
  z.strictObject({ type: z.literal('scale'), replicas: z.number().int().nonnegative() }),
  z.strictObject({ type: z.literal('goToAct'), act: z.number().int().nonnegative() }),
]);

const playbackStep = z.union([
  z.strictObject({ type: z.literal('togglePause') }),
  z.strictObject({ type: z.literal('skip'), byMs: z.number() }),
  z.strictObject({ type: z.literal('changeSpeed'), by: direction }),
  z.strictObject({ type: z.literal('toMark'), by: direction }),
]);

const viewerMessage: z.ZodType<ViewerMessage> = z.discriminatedUnion('type', [
  // A viewer of a later version may say more in its hello; that its version is another one is told in words.
  z.looseObject({ type: z.literal('hello'), version: z.number().int(), role: z.enum(['drive', 'view']) }),
  z.strictObject({ type: z.literal('dispatch'), id, action }),
  z.strictObject({ type: z.literal('confirm'), action }),
  z.strictObject({ type: z.literal('takeOver'), id }),
  z.strictObject({ type: z.literal('cancelWaiting') }),
  z.strictObject({ type: z.literal('playback'), step: playbackStep }),
]);

/** What a viewer's line says; undefined for one that nobody should have sent. */
export function readViewerMessage(line: string): ViewerMessage | undefined {
  try {
    return viewerMessage.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
