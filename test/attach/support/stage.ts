import { join } from 'node:path';
import { AttachedSession } from '../../../src/attach/attached-session.ts';
import { limits, type Role } from '../../../src/attach/protocol.ts';
import { openStageDoor, type StageDoor } from '../../../src/attach/stage-door.ts';
import { type StageEnd, StageLink } from '../../../src/attach/stage-link.ts';
import type { Session } from '../../../src/session/session.ts';
import type { SessionState } from '../../../src/session/state.ts';
import { processTimers } from '../../../src/ui/cockpit/real-time.ts';

/** A session with a door, whose frames are sent when the test says so. */
export interface TestStage extends AsyncDisposable {
  readonly path: string;
  readonly door: StageDoor;
  /** Lets time pass for the limits of viewers. */
  passMs(durationMs: number): void;
  sendFrames(): void;
  /** Ends the rest of a door that has too many arrivals. */
  wake(): void;
  attach(role: Role): Promise<TestViewer>;
}

export interface TestViewer {
  readonly session: AttachedSession;
  readonly ended: Promise<StageEnd>;
}

export async function openStage(session: Session, folder: string): Promise<TestStage> {
  const path = join(folder, 'stage.sock');
  let nowMs = 0;
  let sendFrames = () => {};
  let wake = () => {};
  const viewers: AttachedSession[] = [];
  const door = await openStageDoor({
    session: () => session,
    layouts: [],
    program: 'harmony 0.0.0',
    path,
    nowMs: () => nowMs,
    every(intervalMs, callback) {
      if (intervalMs === limits.restMs) {
        wake = callback;
        return () => {};
      }
      sendFrames = callback;
      return () => {
        sendFrames = () => {};
      };
    },
  });
  return {
    path,
    door,
    passMs(durationMs) {
      nowMs += durationMs;
    },
    sendFrames: () => sendFrames(),
    wake: () => wake(),
    async attach(role) {
      const link = await StageLink.open(path, role, processTimers.after);
      const attached = new AttachedSession(link, { drives: role === 'drive' });
      viewers.push(attached);
      sendFrames();
      await attached.opened;
      return { session: attached, ended: link.ended };
    },
    async [Symbol.asyncDispose]() {
      for (const viewer of viewers) await viewer.close();
      door.close();
    },
  };
}

/** All that a state says, as JSON has it: maps as lists of entries, series as their samples. */
export function saidBy(state: SessionState): unknown {
  const plain = (value: unknown): unknown =>
    value instanceof Map ? [...value].map(([key, each]) => [key, each]) : value;
  const series = [...state.series].map(([id, { view, ...about }]) => [
    id,
    about,
    Array.from({ length: view.length }, (_, index) => [view.at(index), view.value(index)]),
  ]);
  return JSON.parse(JSON.stringify({ ...state, series }, (_, value: unknown) => plain(value))) as unknown;
}
