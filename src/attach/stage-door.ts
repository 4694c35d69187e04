import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { Layout } from '../scenario/layout-model.ts';
import { initialState } from '../session/initial-state.ts';
import type { Session } from '../session/session.ts';
import { Allowance } from './allowance.ts';
import { FrameLines } from './frame-lines.ts';
import { limits, protocolVersion, type StageHello, type StageMessage } from './protocol.ts';
import { asSent, type SentState } from './state-patch.ts';
import { Viewer } from './viewer.ts';

/** How often viewers are told what is new, in real time. */
const frameMs = 100;

/** What a stage opens to its viewers. */
export interface StageDoorOptions {
  /** The one that is on the stage at the time: a cockpit may carry on with another one. */
  readonly session: () => Session;
  readonly layouts: readonly Layout[];
  /** The program and its version. */
  readonly program: string;
  /** Where it listens; nothing is there yet. */
  readonly path: string;
  /** Milliseconds from any start, never going back. */
  readonly nowMs: () => number;
  /** A timer in real time; it returns a function that ends it. */
  readonly every: (intervalMs: number, callback: () => void) => () => void;
}

/** Where other terminals come in. Whoever opened it closes it. */
export interface StageDoor {
  readonly viewers: number;
  /** Sends everybody away, and removes the socket. Synchronous, so that it can be done while the process exits; closing twice is harmless. */
  close(): void;
}

/** Listens for viewers of a session. Rejects where the socket cannot be made. */
export async function openStageDoor(options: StageDoorOptions): Promise<StageDoor> {
  const stage = new Stage(options);
  await stage.listen();
  return stage;
}

class Stage implements StageDoor {
  readonly #options: StageDoorOptions;
  readonly #server: Server;
  readonly #viewers = new Set<Viewer>();
  readonly #nothing: SentState;
  readonly #arrivals: Allowance;
  #latest: SentState;
  #hello: { readonly session: Session; readonly line: string } | undefined;
  #stopFrames: () => void = () => {};
  #stopResting: () => void = () => {};

  constructor(options: StageDoorOptions) {
    const { session, nowMs } = options;
    const { target, openedAt } = session().store.getState();
    this.#options = options;
    this.#nothing = asSent(initialState(target, openedAt));
    this.#latest = this.#nothing;
    this.#arrivals = new Allowance(limits.arrivalBurst, limits.arrivalsPerSecond, nowMs());
    this.#server = createServer((socket) => {
      if (!this.#arrivals.take(nowMs())) {
        socket.destroy();
        this.#rest();
        return;
      }
      if (this.#viewers.size >= limits.viewers) {
        turnAway(socket, `${limits.viewers} terminals are attached already, and that is the most`);
        return;
      }
      const viewer = new Viewer(socket, {
        session,
        nowMs,
        nothing: this.#nothing,
        hello: () => this.#helloLine(),
        onGone: () => this.#remove(viewer),
      });
      this.#add(viewer);
    });
  }

  get viewers(): number {
    return this.#viewers.size;
  }

  async listen(): Promise<void> {
    const { path } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(path, () => {
        this.#server.off('error', reject);
        // What fails later, such as too many open files, keeps a viewer out and nothing else.
        this.#server.on('error', () => undefined);
        resolve();
      });
    });
    // A cockpit that is left does not wait for its viewers.
    this.#server.unref();
    chmodSync(path, 0o600);
  }

  close(): void {
    this.#stopFrames();
    this.#stopResting();
    if (this.#server.listening) {
      this.#server.close();
      // The server removes it once everybody has gone, which a process that exits does not live to see.
      rmSync(this.#options.path, { force: true });
    }
    for (const viewer of this.#viewers) viewer.end();
  }

  /** Hears nobody new for a while: those who come again and again then cost the stage nothing. Who is in stays in. */
  #rest(): void {
    if (!this.#server.listening) return;
    const { every, path } = this.#options;
    this.#server.close();
    this.#stopResting = every(limits.restMs, () => {
      this.#stopResting();
      this.#server.listen(path, () => chmodSync(path, 0o600));
    });
  }

  #add(viewer: Viewer): void {
    if (this.#viewers.size === 0) this.#stopFrames = this.#options.every(frameMs, () => this.#sendFrames());
    this.#viewers.add(viewer);
  }

  #remove(viewer: Viewer): void {
    this.#viewers.delete(viewer);
    if (this.#viewers.size === 0) this.#stopFrames();
  }

  /** Whoever has not taken the last frame gets none, and more in the next one. */
  #sendFrames(): void {
    const ready = [...this.#viewers].filter(({ isReady }) => isReady);
    if (ready.length === 0) return;
    const frames = new FrameLines(this.#options.session(), this.#latest);
    this.#latest = frames.sent;
    for (const viewer of ready) {
      viewer.write(frames.lineFor(viewer));
      viewer.sent = frames.sent;
      viewer.status = frames.status;
    }
  }

  #helloLine(): string {
    const session = this.#options.session();
    if (this.#hello?.session !== session) this.#hello = { session, line: this.#helloOf(session) };
    return this.#hello.line;
  }

  #helloOf({ scenario, identity }: Session): string {
    const { program, layouts } = this.#options;
    // What a viewer begins with is what frames begin with.
    const { target, openedAt } = this.#nothing.state;
    const hello: StageHello = {
      type: 'hello',
      version: protocolVersion,
      program,
      scenario,
      identity,
      openedAt,
      target,
      layouts,
    };
    return `${JSON.stringify(hello)}\n`;
  }
}

function turnAway(socket: Socket, reason: string): void {
  socket.on('error', () => undefined);
  socket.write(`${JSON.stringify({ type: 'error', reason } satisfies StageMessage)}\n`);
  socket.destroySoon();
}
