import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Access } from '../auth/connection.ts';
import { networkError } from './network-error.ts';

/** One request of the API. */
export interface ApiRequest {
  readonly method: 'GET' | 'PATCH' | 'PUT' | 'POST' | 'DELETE';
  /** Path and query. */
  readonly path: string;
  readonly contentType?: string;
  readonly body?: string;
  /** Reads that may be large are asked for compressed. */
  readonly gzip?: boolean;
}

/** How long a connection may be idle before the kernel looks whether its other end is still there. */
const tcpKeepAliveMs = 5000;

/** Sends a request. Resolves with the head of the answer; its body is still to be read. Rejects with a ClusterError of code 0. */
export function send(
  request: ApiRequest,
  access: Access,
  signal: AbortSignal,
  ownConnection = false,
): Promise<IncomingMessage> {
  const { server } = access;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(networkError(signal.aborted ? signal.reason : error, server));
    if (signal.aborted) return fail(signal.reason);
    let sent: ClientRequest;
    try {
      sent = (server.protocol === 'http:' ? plainRequest : tlsRequest)({
        protocol: server.protocol,
        // IPv6 addresses stand in brackets in a URL only.
        hostname: server.hostname.replace(/^\[|\]$/g, ''),
        port: server.port,
        path: `${server.pathname.replace(/\/$/, '')}${request.path}`,
        method: request.method,
        headers: headersOf(request, access),
        ...(ownConnection && access.tls ? { ...access.tls, agent: false } : { agent: access.agent }),
      });
    } catch (error) {
      return fail(error);
    }
    const abort = (): void => void sent.destroy(networkError(signal.reason, server));
    signal.addEventListener('abort', abort, { once: true });
    sent.once('close', () => signal.removeEventListener('abort', abort));
    sent.once('socket', (socket) => socket.setKeepAlive(true, tcpKeepAliveMs));
    // Stays for as long as the request does: what breaks after the head breaks the body, which has its own listeners.
    sent.on('error', fail);
    sent.once('response', (answer) => {
      // An answer whose reader has turned away may still break; that concerns nobody.
      answer.on('error', () => {});
      resolve(answer);
    });
    sent.end(request.body);
  });
}

function headersOf({ contentType, body, gzip }: ApiRequest, { headers }: Access): Record<string, string | string[]> {
  return {
    ...(headers as Record<string, string | string[]>),
    accept: 'application/json',
    'user-agent': 'harmony',
    ...(gzip === true && { 'accept-encoding': 'gzip' }),
    ...(contentType !== undefined && { 'content-type': contentType }),
    ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
  };
}
