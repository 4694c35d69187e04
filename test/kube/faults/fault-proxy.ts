import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server, request as sendRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSignedIdentity } from '../../../src/embedded/apiserver/certificate/self-signed.ts';
import type { ServerAddress } from '../../../src/embedded/apiserver/kubeconfig.ts';
import { type Cable, layCable } from './cable.ts';

/** What is answered instead of asking the server. */
export interface Refusal {
  readonly code: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server between client and API server on which everything can go wrong. */
export interface FaultProxy {
  readonly cable: Cable;
  /** Where clients go. The token is the one that is taken now. */
  address(): ServerAddress;
  /** Asked for each request; what it returns is answered in the server's place. */
  refuse(refusal: ((path: string, method: string) => Refusal | undefined) | undefined): void;
  /** Holds each request back for so long. */
  delay(latencyMs: number): void;
  /** Writes something into every watch that is under way. */
  interject(text: string): void;
  /** Ends the answers under way of requests like this, without an end. */
  cutAnswers(matching: RegExp): void;
  /** Takes a new token and no other. */
  renewToken(): void;
  /** Has another certificate from now on, and no connection from before. */
  renewCertificate(): void;
  /** Passes requests on to another server. */
  setUpstream(address: ServerAddress): void;
  close(): Promise<void>;
}

/** Opens a proxy before a server. Clients reach it through TLS with a certificate of its own. */
export async function openFaultProxy(server: ServerAddress): Promise<FaultProxy> {
  let upstream = server;
  let identity = selfSignedIdentity(new Date());
  let tokens = 1;
  let latencyMs = 0;
  let refusal: ((path: string, method: string) => Refusal | undefined) | undefined;
  const underWay = new Map<ServerResponse, string>();
  const token = (): string => `token-${tokens}`;

  const forward = (message: IncomingMessage, response: ServerResponse): void => {
    const { url = '', method = 'GET' } = message;
    const refused = message.headers.authorization === `Bearer ${token()}` ? refusal?.(url, method) : unauthorized;
    if (refused !== undefined) {
      message.resume();
      response.writeHead(refused.code, { 'content-type': 'application/json', ...refused.headers }).end(refused.body);
      return;
    }
    underWay.set(response, message.url ?? '');
    const { host: _, ...headers } = message.headers;
    const call = sendRequest(
      new URL(message.url ?? '', upstream.url),
      {
        method: message.method ?? 'GET',
        ca: upstream.certificate,
        agent: false,
        headers: { ...headers, authorization: `Bearer ${upstream.token}` },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        response.flushHeaders();
        answer.on('error', () => response.destroy());
        answer.pipe(response);
      },
    );
    call.on('error', () => response.destroy());
    response.once('close', () => {
      underWay.delete(response);
      call.destroy();
    });
    message.pipe(call);
  };
  const https = createServer({ key: identity.key, cert: identity.certificate }, (message, response) => {
    if (latencyMs === 0) forward(message, response);
    else setTimeout(() => forward(message, response), latencyMs).unref();
  });
  const cable = await layCable(await listening(https));
  return {
    cable,
    address: () => ({ url: `https://127.0.0.1:${cable.port}`, token: token(), certificate: identity.certificate }),
    refuse: (next) => {
      refusal = next;
    },
    delay: (ms) => {
      latencyMs = ms;
    },
    interject: (text) => {
      for (const [response, path] of underWay) if (path.includes('watch=true')) response.write(text);
    },
    cutAnswers: (matching) => {
      for (const [response, path] of underWay) if (matching.test(path)) response.destroy();
    },
    renewToken: () => {
      tokens += 1;
    },
    renewCertificate: () => {
      identity = selfSignedIdentity(new Date());
      https.setSecureContext({ key: identity.key, cert: identity.certificate });
      cable.cut();
    },
    setUpstream: (address) => {
      upstream = address;
    },
    async close() {
      await cable.close();
      await new Promise<void>((resolve) => {
        https.close(() => resolve());
        https.closeAllConnections();
      });
    },
  };
}

/** A refusal as the API server words it. */
export function statusOf(code: number, reason: string, message: string, headers?: Refusal['headers']): Refusal {
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
  return { code, body: JSON.stringify(status), ...(headers && { headers }) };
}

const unauthorized = statusOf(401, 'Unauthorized', 'Unauthorized');

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
