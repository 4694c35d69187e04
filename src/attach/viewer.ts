import type { Socket } from 'node:net';
import type { ActionOutcome, Session } from '../session/session.ts';
import { Allowance } from './allowance.ts';
import { LineSplitter, LineTooLong } from './line-splitter.ts';
import {
  limits,
  type PlaybackStep,
  protocolVersion,
  type Role,
  type StageMessage,
  type ViewerMessage,
} from './protocol.ts';
import { readViewerMessage } from './read-viewer-message.ts';
import type { SentState } from './state-patch.ts';

/** What a connection needs of its stage. */
export interface ViewerOptions {
  readonly session: () => Session;
  /** The answer to a hello, as a line. */
  readonly hello: () => string;
  /** What somebody has who has seen nothing yet. */
  readonly nothing: SentState;
  /** Milliseconds from any start, never going back. */
  readonly nowMs: () => number;
  readonly onGone: (viewer: Viewer) => void;
}

type ViewerHello = Extract<ViewerMessage, { type: 'hello' }>;

/** One connection of a viewer, as the stage sees it: what it asks for is done within its limits, and what it does not read is not kept for it. */
export class Viewer {
  readonly #socket: Socket;
  readonly #options: ViewerOptions;
  readonly #lines = new LineSplitter(limits.lineBytes);
  readonly #allowance: Allowance;
  #role: Role | undefined;
  /** What it has of the run. */
  sent: SentState;
  /** The latest status it was told, as text. */
  status = '';

  constructor(socket: Socket, options: ViewerOptions) {
    this.#socket = socket;
    this.#options = options;
    this.sent = options.nothing;
    this.#allowance = new Allowance(limits.lineBurst, limits.linesPerSecond, options.nowMs());
    socket.on('data', (piece: Buffer) => this.#read(piece));
    // An error is followed by the end.
    socket.on('error', () => undefined);
    socket.on('close', () => options.onGone(this));
  }

  /** Whether it can take a frame: it said hello, and has taken everything before. One that sleeps is left alone until it wakes up. */
  get isReady(): boolean {
    return this.#role !== undefined && this.#socket.writable && this.#socket.writableLength === 0;
  }

  /** Sends a line that ends with its newline. */
  write(line: string): void {
    if (this.#socket.writable) this.#socket.write(line);
  }

  /** Says that the stage is gone, as far as the viewer still listens. */
  end(): void {
    this.#say({ type: 'ended' });
    this.#leave();
  }

  #read(piece: Buffer): void {
    try {
      for (const line of this.#lines.push(piece)) {
        const problem = this.#take(line);
        if (problem === undefined) continue;
        this.#cut(problem);
        return;
      }
    } catch (error) {
      if (!(error instanceof LineTooLong)) throw error;
      this.#cut(error.message);
    }
  }

  /** Why the connection has to end; undefined when it goes on. */
  #take(line: string): string | undefined {
    if (!this.#allowance.take(this.#options.nowMs())) return 'too many messages at once';
    const message = readViewerMessage(line);
    if (message === undefined) return 'a line that is no message of a viewer';
    if (message.type === 'hello') return this.#welcome(message);
    if (this.#role === undefined) return 'the first line has to be a hello';
    if (this.#role === 'view') return 'who only looks on asks for nothing';
    this.#carryOut(message);
    return undefined;
  }

  #welcome({ version, role }: ViewerHello): string | undefined {
    if (version !== protocolVersion) {
      return `this cockpit speaks version ${protocolVersion} with its viewers, and was asked in version ${version}`;
    }
    if (this.#role !== undefined) return 'one hello is enough';
    this.#role = role;
    this.write(this.#options.hello());
    return undefined;
  }

  #carryOut(message: Exclude<ViewerMessage, ViewerHello>): void {
    const session = this.#options.session();
    switch (message.type) {
      case 'dispatch':
        void this.#answer(message.id, session.dispatch(message.action));
        break;
      case 'confirm':
        session.confirm(message.action);
        break;
      case 'takeOver':
        void this.#answer(message.id, session.takeOver());
        break;
      case 'cancelWaiting':
        session.cancelWaiting();
        break;
      case 'playback':
        stepPlayback(session, message.step);
        break;
      default:
        message satisfies never;
    }
  }

  async #answer(id: number, outcome: Promise<ActionOutcome>): Promise<void> {
    this.#say({ type: 'outcome', id, outcome: await outcome });
  }

  #say(message: StageMessage): void {
    this.write(`${JSON.stringify(message)}\n`);
  }

  /** Says why, once, and hears no more. */
  #cut(reason: string): void {
    this.#say({ type: 'error', reason });
    this.#socket.pause();
    this.#leave();
  }

  /** The last word is for those who listen; nobody is waited for. */
  #leave(): void {
    if (this.#socket.writableLength > 0) this.#socket.destroy();
    else this.#socket.destroySoon();
  }
}

function stepPlayback({ playback }: Session, step: PlaybackStep): void {
  if (playback === undefined) return;
  switch (step.type) {
    case 'togglePause':
      playback.togglePause();
      break;
    case 'skip':
      playback.skip(step.byMs);
      break;
    case 'changeSpeed':
      playback.changeSpeed(step.by);
      break;
    case 'toMark':
      playback.toMark(step.by);
      break;
    default:
      step satisfies never;
  }
}
