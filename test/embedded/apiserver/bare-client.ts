import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { serveApi } from '../../../src/embedded/apiserver/api-server.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import type { Kernel } from '../../../src/embedded/world/create-world.ts';
import { setupOf } from '../kernel/setup.ts';

export interface Answered {
  readonly code?: number;
  readonly kind?: string;
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
  readonly [field: string]: unknown;
}

/** HTTP to a served cluster whose time stands still unless it is told to pass. */
export interface BareClient {
  call(method: string, path: string, body?: unknown, accept?: string): Promise<Answered>;
  send(method: string, path: string, body: string | Buffer, contentType: string): Promise<Answered>;
  /** The lines of a watch, which has to end by itself. */
  lines(path: string, accept?: string): Promise<readonly Answered[]>;
  /** The headers of the answer to a POST. */
  headers(path: string, body: unknown): Promise<IncomingHttpHeaders>;
  /** The answer to a GET as it is. */
  text(path: string): Promise<string>;
  passSeconds(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Without a kernel of its own: one of three nodes and nothing else. */
export async function openBareClient(kernel: Kernel = createEmbeddedCluster(setupOf()).kernel): Promise<BareClient> {
  const server = await serveApi({ kernel });
  const { hostname, port } = new URL(server.url);
  let latest: IncomingHttpHeaders = {};
  const raw = (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Buffer,
  ): Promise<string> =>
    new Promise((resolve, reject) => {
      const authorization = `Bearer ${server.token}`;
      // Without a length the body of a DELETE would follow it as if it were the next request.
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const call = request(
        { hostname, port, path, method, headers: { ...headers, ...length, authorization }, ca: server.certificate },
        (response) => {
          latest = response.headers;
          text(response).then(resolve, reject);
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  const json = { 'content-type': 'application/json' };
  return {
    call: async (method, path, body, accept = 'application/json') =>
      JSON.parse(await raw(method, path, { ...json, accept }, body === undefined ? undefined : JSON.stringify(body))),
    send: async (method, path, body, contentType) =>
      JSON.parse(await raw(method, path, { 'content-type': contentType }, body)),
    async lines(path, accept = 'application/json') {
      const output = await raw('GET', path, { accept });
      return output
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Answered);
    },
    async headers(path, body) {
      await raw('POST', path, json, JSON.stringify(body));
      return latest;
    },
    text: (path) => raw('GET', path, {}),
    passSeconds: (seconds) => kernel.clock.advanceTo(plusMs(kernel.clock.now(), seconds * 1000)),
    close: () => server.close(),
  };
}
