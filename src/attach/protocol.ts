import type { EpochMs } from '../autoscaling/units.ts';
import type { Layout } from '../scenario/layout-model.ts';
import type { Action, ActionOutcome, Confirmation, Session } from '../session/session.ts';
import type { SessionState } from '../session/state.ts';
import type { StatePatch } from './state-patch.ts';

/** Version of what stage and viewers say to each other: a line of JSON for each message, over a Unix socket. */
export const protocolVersion = 1;

/** What a stage takes from a viewer before it cuts it off. */
export const limits = {
  /** Of one line, in bytes. */
  lineBytes: 16 * 1024,
  /** Lines in a row, and a second in the long run: more than a person types, and a key that is held down stays below. */
  lineBurst: 60,
  linesPerSecond: 30,
  viewers: 16,
  /** New connections in a row, and a second in the long run. Whoever comes more often finds the door closed for a while. */
  arrivalBurst: 24,
  arrivalsPerSecond: 4,
  restMs: 2000,
} as const;

/** The most a viewer takes for one line of its stage: a run of an hour is a few megabytes. */
export const stageLineBytes = 256 * 1024 * 1024;

/** Whether a viewer's keys act on the session, or it only looks on. */
export type Role = 'drive' | 'view';

/** How a viewer moves the time of a replay on the stage; see `Playback`. */
export type PlaybackStep =
  | { readonly type: 'togglePause' }
  | { readonly type: 'skip'; readonly byMs: number }
  | { readonly type: 'changeSpeed'; readonly by: 1 | -1 }
  | { readonly type: 'toMark'; readonly by: 1 | -1 };

/** What a viewer says. The first line is its hello; `id` comes back with the outcome. */
export type ViewerMessage =
  | { readonly type: 'hello'; readonly version: number; readonly role: Role }
  | { readonly type: 'dispatch'; readonly id: number; readonly action: Action }
  | { readonly type: 'confirm'; readonly action: Action }
  | { readonly type: 'takeOver'; readonly id: number }
  | { readonly type: 'cancelWaiting' }
  | { readonly type: 'playback'; readonly step: PlaybackStep };

/** What a stage says. */
export type StageMessage =
  | StageHello
  | StageFrame
  | { readonly type: 'outcome'; readonly id: number; readonly outcome: ActionOutcome }
  /** What it did not take; the connection ends after it. */
  | { readonly type: 'error'; readonly reason: string }
  /** The cockpit has been left. */
  | { readonly type: 'ended' };

/** The answer to a viewer's hello: what does not change in a run. */
export interface StageHello {
  readonly type: 'hello';
  readonly version: number;
  /** The program on the stage, for messages about versions. */
  readonly program: string;
  readonly scenario: Session['scenario'];
  readonly identity: Session['identity'];
  readonly openedAt: EpochMs;
  readonly target: SessionState['target'];
  /** What the stage can be shown in; the viewer chooses for itself. */
  readonly layouts: readonly Layout[];
}

/** What is new since the frame before; the first one holds the run so far. A viewer that is slow gets fewer frames, and misses nothing. */
export interface StageFrame {
  readonly type: 'frame';
  readonly now: EpochMs;
  readonly patch?: StatePatch;
  readonly status?: SessionStatus;
}

/** What a session tells of itself besides its state. */
export interface SessionStatus {
  readonly identity: Session['identity'];
  /** Null: as fast as it can. */
  readonly speed: number | null;
  readonly playback?: { readonly from: EpochMs; readonly until: EpochMs; readonly isPaused: boolean };
  readonly readOnly?: string;
  readonly heldBy?: string;
  readonly waitingFor?: string;
  /** By {@link actionKey}. */
  readonly actions: Readonly<Record<string, ActionStatus>>;
}

export interface ActionStatus {
  readonly refusal?: string;
  readonly waitsFor?: string;
  readonly confirmation?: Confirmation;
}

/** The name of an action among those whose status is told. */
export function actionKey(action: Action): string {
  switch (action.type) {
    case 'flipMode':
      return `flipMode ${action.mode}`;
    case 'startLoad':
      return `startLoad ${action.load}`;
    case 'goToAct':
      return `goToAct ${action.act}`;
    default:
      return action.type;
  }
}
