import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../cluster/clock.ts';
import { ClusterError } from '../../cluster/port.ts';
import type { Credentials } from '../auth/credentials.ts';
import { ApiError, errorOfAnswer } from './api-error.ts';
import { networkReasons } from './network-error.ts';
import { readBody } from './read-body.ts';
import { type ApiRequest, send } from './transport.ts';

/** How patient the client is, in milliseconds. */
export interface ClientLimits {
  /** Without a byte for this long, a request is given up. */
  readonly silenceMs: number;
  /** The longest wait a server may ask a reader for. */
  readonly retryAfterMs: number;
}

export const clientLimits: ClientLimits = { silenceMs: 30_000, retryAfterMs: 30_000 };

/** Reads that are asked to wait are tried this often altogether. */
const readTries = 4;
const errorBodyBytes = 64 * 1024;

/** What the client stands on. */
export interface ClientParts {
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly limits: ClientLimits;
  /** Hears of every byte from the server. */
  readonly onHeard: () => void;
}

/** Requests to one API server. Everything that goes wrong is a {@link ClusterError}. */
export class ApiClient {
  readonly #parts: ClientParts;
  readonly #closed = new AbortController();

  constructor(parts: ClientParts) {
    this.#parts = parts;
  }

  /**
   * Sends a request and resolves with the head of an answer that is no refusal. Credentials the server does not take, and an authority
   * that did not sign its certificate, are read anew once: the kubeconfig may already have what is needed. `signal` goes on ending the
   * answer's body.
   */
  async open(request: ApiRequest, signal?: AbortSignal, ownConnection = false): Promise<IncomingMessage> {
    const { credentials } = this.#parts;
    const ended = signal === undefined ? this.#closed.signal : AbortSignal.any([signal, this.#closed.signal]);
    for (let isRetry = false; ; isRetry = true) {
      const access = await this.#within(credentials.access(), signal);
      try {
        return await this.#accepted(await send(request, access, ended, ownConnection), access.server);
      } catch (error) {
        if (isRetry || !isStale(error)) throw error;
        credentials.reload(access.generation);
      }
    }
  }

  /** The parsed answer. Nothing is tried twice but what {@link open} does. */
  async json(request: ApiRequest, signal?: AbortSignal): Promise<unknown> {
    const silence = this.#silence();
    try {
      const answer = await this.open(
        request,
        signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal]),
      );
      const text = await readBody(answer, this.server, () => {
        silence.heard();
        this.#parts.onHeard();
      });
      return parsed(text, request.path);
    } finally {
      silence.stop();
    }
  }

  /** GET of JSON. A server that asks to wait (429, 503 with Retry-After) is obeyed; a kept connection that turns out to be dead is replaced. */
  async read(path: string, signal?: AbortSignal): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.json({ method: 'GET', path, gzip: true }, signal);
      } catch (error) {
        if (tries === 1 && wasCut(error)) continue;
        const waitMs = tries < readTries ? this.#waitAfter(error) : undefined;
        if (waitMs === undefined) throw error;
        await this.#pause(waitMs, signal);
      }
    }
  }

  get server(): URL {
    return this.#parts.credentials.target.cluster.server;
  }

  /** Ends every request and connection. */
  close(): void {
    this.#closed.abort(new ClusterError(0, networkReasons.closed, 'the connection to the cluster was closed'));
    this.#parts.credentials.dropConnections();
  }

  /** The answer, or the error it is. */
  async #accepted(answer: IncomingMessage, server: URL): Promise<IncomingMessage> {
    this.#parts.onHeard();
    const { statusCode = 0, headers } = answer;
    if (statusCode >= 200 && statusCode < 300) return answer;
    const body = await readBody(answer, server, this.#parts.onHeard, errorBodyBytes).catch(() => '');
    throw errorOfAnswer(statusCode, body, headers['retry-after']);
  }

  #waitAfter(error: unknown): number | undefined {
    if (!(error instanceof ApiError) || error.retryAfterMs === undefined) return undefined;
    return error.code === 429 || error.code === 503
      ? Math.min(error.retryAfterMs, this.#parts.limits.retryAfterMs)
      : undefined;
  }

  /** Aborts when nothing has been heard for too long. */
  #silence(): { readonly signal: AbortSignal; heard(): void; stop(): void } {
    const controller = new AbortController();
    const { silenceMs } = this.#parts.limits;
    const { host } = this.server;
    const wait = () =>
      this.#parts.clock.after(silenceMs, () =>
        controller.abort(
          new ClusterError(0, networkReasons.timeout, `${host} has sent nothing for ${silenceMs / 1000} s`),
        ),
      );
    let stop = wait();
    return {
      signal: controller.signal,
      heard() {
        stop();
        stop = wait();
      },
      stop: () => stop(),
    };
  }

  #pause(delayMs: number, signal?: AbortSignal): Promise<void> {
    let stop = (): void => {};
    const waited = new Promise<void>((resolve) => {
      stop = this.#parts.clock.after(delayMs, resolve);
    });
    return this.#within(waited, signal).finally(() => stop());
  }

  /** Waits, but not beyond what ends the request. */
  #within<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
    const ended = signal === undefined ? this.#closed.signal : AbortSignal.any([signal, this.#closed.signal]);
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(ended.reason as Error);
      if (ended.aborted) return abort();
      ended.addEventListener('abort', abort, { once: true });
      promise.then(resolve, reject).finally(() => ended.removeEventListener('abort', abort));
    });
  }
}

function isStale(error: unknown): boolean {
  return error instanceof ClusterError && (error.code === 401 || error.reason === networkReasons.certificate);
}

/** A server may close a kept connection at the very moment a request is sent on it; sent again, it goes through. */
function wasCut(error: unknown): boolean {
  if (!(error instanceof ClusterError) || error.code !== 0) return false;
  const { cause } = error;
  return cause instanceof Error && 'code' in cause && (cause.code === 'ECONNRESET' || cause.code === 'EPIPE');
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ClusterError(0, networkReasons.garbled, `the answer to GET ${path.split('?', 1)[0]} is not JSON`);
  }
}
