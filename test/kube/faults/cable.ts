import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What can happen to a network cable: TCP between clients and a port on this machine. */
export interface Cable {
  readonly port: number;
  /** Resets every connection. */
  cut(): void;
  /** Refuses new connections and resets those that are open. */
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  /** Takes bytes and passes none on, in either direction. Connections of that time stay dead for ever. */
  swallow(): void;
  /** New connections work again. */
  letThrough(): void;
  close(): Promise<void>;
}

interface Line {
  readonly client: Socket;
  readonly server: Socket | undefined;
}

export async function layCable(target: number): Promise<Cable> {
  const lines = new Set<Line>();
  let swallows = false;
  const accept = (client: Socket): void => {
    client.on('error', () => {});
    const server = swallows ? undefined : connect(target, '127.0.0.1');
    const line = { client, server };
    lines.add(line);
    client.once('close', () => {
      lines.delete(line);
      server?.destroy();
    });
    if (server === undefined) {
      // Read, so that the client's kernel sees everything acknowledged.
      client.resume();
      return;
    }
    server.on('error', () => client.resetAndDestroy());
    server.once('close', () => client.destroy());
    client.pipe(server);
    server.pipe(client);
  };
  let listener = await listen(accept, 0);
  const { port } = listener.address() as AddressInfo;
  const cut = (): void => {
    for (const { client } of [...lines]) client.resetAndDestroy();
  };
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      listener.close(() => resolve());
      cut();
    });
  return {
    port,
    cut,
    unplug: stop,
    async plugIn() {
      listener = await listen(accept, port);
    },
    swallow() {
      swallows = true;
      for (const { client, server } of lines) {
        client.unpipe();
        server?.unpipe();
        client.resume();
        server?.resume();
      }
    },
    letThrough() {
      swallows = false;
    },
    close: async () => {
      if (listener.listening) await stop();
    },
  };
}

function listen(accept: (socket: Socket) => void, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(accept);
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
