import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { DirectServer } from '../../signals/outside.ts';
import { connectionError } from './connection-error.ts';
import { decodeReply, encodeCommand, type Reply } from './resp.ts';
import { readSecret } from './secret.ts';

const timeoutMs = 5000;

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** One connection to a Redis server, logged in and in its database; replies come in the order of the commands. */
export class RedisClient {
  readonly #socket: Socket;
  readonly #address: string;
  readonly #waiting: Waiting[] = [];
  #received: Buffer = Buffer.alloc(0);
  #failure: Error | undefined;

  /** @throws Error with a sentence for the screen */
  static async open({ url, auth }: DirectServer, database: number): Promise<RedisClient> {
    const { hostname, port, protocol, host } = new URL(url);
    const place = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 6379) };
    const isTls = protocol === 'rediss:';
    const socket = isTls ? connectTls({ ...place, servername: place.host }) : connectPlain(place);
    const client = new RedisClient(socket, host);
    try {
      if (auth && !('passwordFrom' in auth)) throw new Error('Redis takes a password only');
      const password = auth && (await readSecret(auth.passwordFrom));
      const user = auth?.user === undefined ? [] : [auth.user];
      if (password !== undefined) await client.#ask(['AUTH', ...user, password]);
      if (database !== 0) await client.#ask(['SELECT', `${database}`]);
      return client;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  private constructor(socket: Socket, address: string) {
    this.#socket = socket;
    this.#address = address;
    socket.setTimeout(timeoutMs);
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    socket.on('error', (error) => this.#fail(connectionError(error, address)));
    socket.on('close', () => this.#fail(new Error(`the connection to ${address} was cut`)));
    // A connection nobody waits on may be quiet for as long as it likes.
    socket.on('timeout', () => {
      if (this.#waiting.length > 0) this.#fail(new Error(`${address} does not answer`));
    });
  }

  get isOpen(): boolean {
    return this.#failure === undefined;
  }

  /** LLEN: zero where there is no such list. */
  async listLength(list: string): Promise<number> {
    const reply = await this.#ask(['LLEN', list]);
    if (typeof reply !== 'number') throw new Error(`${this.#address} answers LLEN with something that is no number`);
    return reply;
  }

  close(): void {
    this.#fail(new Error('the connection was closed'));
  }

  async #ask(words: readonly string[]): Promise<Reply> {
    const reply = await new Promise<Reply>((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      this.#waiting.push({ resolve, reject });
      this.#socket.write(encodeCommand(words));
    });
    // Redis repeats in a refusal what it was asked, but never a password.
    if (reply instanceof Error) throw new Error(`${this.#address} refuses ${words[0]}: ${reply.message}`);
    return reply;
  }

  #read(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    try {
      for (let found = decodeReply(this.#received); found; found = decodeReply(this.#received)) {
        this.#received = this.#received.subarray(found.length);
        this.#waiting.shift()?.resolve(found.reply);
      }
    } catch (error) {
      this.#fail(new Error(`${this.#address}: ${error instanceof Error ? error.message : String(error)}`));
    }
  }

  #fail(error: Error): void {
    if (this.#failure) return;
    this.#failure = error;
    this.#socket.destroy();
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
