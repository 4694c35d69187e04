import { createConnection, type Socket } from 'node:net';
import { AttachError } from './attach-error.ts';
import { LineSplitter } from './line-splitter.ts';
import {
  protocolVersion,
  type Role,
  type StageHello,
  type StageMessage,
  stageLineBytes,
  type ViewerMessage,
} from './protocol.ts';
import { readStageMessage } from './read-stage-message.ts';

/** How a stage was lost: it said goodbye, it was gone at once, or it refused something. */
export type StageEnd = { readonly how: 'ended' | 'gone' } | { readonly how: 'refused'; readonly reason: string };

/** What a connection needs of the real world: one call after a while; it returns a function that cancels. */
export type After = (delayMs: number, callback: () => void) => () => void;

/** How long a stage may take to answer a hello: one that is stopped never does. */
const helloMs = 5000;

/** A connection to a stage that has answered. Whoever opened it closes it. */
export class StageLink {
  readonly hello: StageHello;
  readonly ended: Promise<StageEnd>;
  readonly #line: Line;

  private constructor(line: Line, hello: StageHello) {
    this.#line = line;
    this.hello = hello;
    this.ended = line.ended;
  }

  /**
   * Connects and says hello.
   *
   * @throws AttachError where nobody listens or answers, or somebody does who speaks another version
   */
  static async open(path: string, role: Role, after: After): Promise<StageLink> {
    const line = new Line(createConnection(path));
    const cancel = after(helloMs, () => line.fail('the cockpit there does not answer; it may be stopped'));
    try {
      line.say({ type: 'hello', version: protocolVersion, role });
      const hello = await line.next();
      if (hello?.type === 'hello' && hello.version === protocolVersion) return new StageLink(line, hello);
      throw new AttachError(`${path}: ${await unanswered(line, hello)}`);
    } catch (error) {
      line.close();
      throw error;
    } finally {
      cancel();
    }
  }

  /** Hands on what the stage says after its hello. */
  listen(listener: (message: StageMessage) => void): void {
    this.#line.listen(listener);
  }

  say(message: ViewerMessage): void {
    this.#line.say(message);
  }

  /** Closing twice is harmless. */
  close(): void {
    this.#line.close();
  }
}

/** Why there is no stage, from what came instead of its hello. */
async function unanswered(line: Line, message: StageMessage | undefined): Promise<string> {
  if (message?.type === 'hello') {
    return `${message.program} speaks version ${message.version} with its viewers, and this program version ${protocolVersion}`;
  }
  if (message?.type === 'error') return message.reason;
  if (message !== undefined) return 'what answers there is no cockpit of this version';
  await line.ended;
  return line.failure ?? 'the cockpit there has ended';
}

/** The messages of a socket, in their order: those that nobody has heard yet wait. */
class Line {
  readonly #socket: Socket;
  readonly #lines = new LineSplitter(stageLineBytes);
  #waiting: StageMessage[] = [];
  #listener: ((message: StageMessage) => void) | undefined;
  #end: StageEnd = { how: 'gone' };
  readonly ended: Promise<StageEnd>;
  /** Why there is no connection, where it never came to one. */
  failure: string | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.ended = new Promise((resolve) => socket.once('close', () => resolve(this.#end)));
    socket.on('error', (error) => {
      this.failure ??= error.message;
    });
    socket.on('data', (piece: Buffer) => this.#read(piece));
  }

  listen(listener: (message: StageMessage) => void): void {
    this.#listener = listener;
    for (const message of this.#waiting.splice(0)) listener(message);
  }

  /** The first message; undefined where the connection ends without one. */
  next(): Promise<StageMessage | undefined> {
    return new Promise((resolve) => {
      void this.ended.then(() => resolve(undefined));
      this.listen((message) => {
        this.#listener = undefined;
        resolve(message);
      });
    });
  }

  say(message: ViewerMessage): void {
    if (this.#socket.writable) this.#socket.write(`${JSON.stringify(message)}\n`);
  }

  fail(reason: string): void {
    this.failure = reason;
    this.close();
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(piece: Buffer): void {
    for (const text of this.#lines.push(piece)) {
      const message = readStageMessage(text);
      if (message === undefined) continue;
      if (message.type === 'ended') this.#end = { how: 'ended' };
      if (message.type === 'error') this.#end = { how: 'refused', reason: message.reason };
      if (this.#listener) this.#listener(message);
      else this.#waiting.push(message);
    }
  }
}
