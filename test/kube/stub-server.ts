import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server that answers as a test says and remembers what it was asked, over plain HTTP as `kubectl proxy` speaks it. */
export interface StubServer {
  readonly url: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

/** Opens a stub. `answer` may write what it likes; what it returns is sent as JSON. */
export async function openStubServer(
  answer: (request: Received, response: ServerResponse) => unknown,
): Promise<StubServer> {
  const received: Received[] = [];
  const server = createServer(async (message, response) => {
    const { method = '', url: path = '', headers } = message;
    const request = { method, path, headers, body: await text(message) };
    received.push(request);
    const body = answer(request, response);
    if (body !== undefined) response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
