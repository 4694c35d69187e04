import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the garbage of this process small. Frames and recordings are made of much that lives for milliseconds, and V8 would rather triple the process
 * than look at it twice; a cockpit has the time. The factor is read whenever the young generation is about to grow, so that it can be set late.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
