import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { ClusterError } from '../../../cluster/port.ts';
import { selfSignedIdentity } from '../certificate/self-signed.ts';
import { asRefusal, failure } from '../status.ts';
import type { Answer } from './answer.ts';
import { letIn } from './gatekeeper.ts';
import type { ApiRequest } from './request.ts';
import { readBody } from './request-body.ts';
import { send } from './send.ts';

const loopback = '127.0.0.1';
/** Clients that open connections and say nothing are let go after this long, and there is an end to how many may. */
const handshakeTimeoutMs = 10_000;
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;
const connectionLimit = 1024;

export interface Listening {
  readonly url: string;
  readonly token: string;
  /** PEM of the certificate clients have to trust. */
  readonly certificate: string;
  /** Ends every connection. Resolves when the port is free. */
  close(): Promise<void>;
}

/** Listens on loopback, with TLS and a token that are new each time. `port` 0 takes a free one. @throws when the port is taken */
export async function listen(port: number, handle: (request: ApiRequest) => Promise<Answer>): Promise<Listening> {
  const token = randomBytes(32).toString('base64url');
  const { key, certificate } = selfSignedIdentity(new Date());
  const server = createServer({
    key,
    cert: certificate,
    handshakeTimeout: handshakeTimeoutMs,
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: 2000,
  });
  server.maxConnections = connectionLimit;
  server.on('request', (message: IncomingMessage, response: ServerResponse) => {
    const warnings: string[] = [];
    answer(() => handle(admitted(message, token, portOf(server), (text) => warnings.push(warningHeader(text)))))
      .then((found) => {
        // What was refused unread is not read on: the connection ends with the answer.
        if (!message.complete) response.setHeader('connection', 'close');
        if (warnings.length > 0) response.setHeader('warning', warnings);
        send(response, found);
      })
      // An answer that cannot be sent costs its connection, not the server.
      .catch(() => response.destroy());
  });
  server.on('clientError', refuseUnreadable);
  await listening(server, port);
  return {
    url: `https://${loopback}:${portOf(server)}`,
    token,
    certificate,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function admitted(message: IncomingMessage, token: string, port: number, warn: ApiRequest['warn']): ApiRequest {
  const { method = 'GET', headers } = message;
  return {
    method,
    url: letIn(message, token, port),
    accept: (headers.accept ?? '').split(',').map((type) => type.replaceAll(' ', '')),
    contentType: (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '',
    userAgent: headers['user-agent'] ?? '',
    warn,
    bytes: () => readBody(message),
    body: async () => (await readBody(message)).toString('utf8'),
  };
}

/** RFC 9111: a code, nobody in particular, and a quoted text, of which a header can carry the visible part only. */
function warningHeader(text: string): string {
  return `299 - ${JSON.stringify(text.replaceAll(/[^\x20-\x7e]/g, '?'))}`;
}

async function answer(handle: () => Promise<Answer>): Promise<Answer> {
  try {
    return await handle();
  } catch (error) {
    const refusal = asRefusal(error);
    const retryAfterSeconds = refusal.details?.retryAfterSeconds;
    const body = failure(refusal);
    return {
      type: 'json',
      code: refusal.code,
      body,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    };
  }
}

/** What does not even parse as HTTP, or takes too long to. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(failure(new ClusterError(400, 'BadRequest', 'the request cannot be read as HTTP')));
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
