import { Outbox } from '../api/outbox.ts';
import type { Kernel } from '../world/create-world.ts';
import { listen } from './http/listener.ts';
import type { ServerAddress } from './kubeconfig.ts';
import { Continuations } from './requests/continuations.ts';
import { route } from './route.ts';

/** A cluster that is served. Whoever opened it closes it; closing twice is harmless. */
export interface ServedCluster extends ServerAddress {
  /** Ends every watch and connection. Resolves when the port is free. */
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly kernel: Kernel;
  /** On loopback; 0 or absent takes a free one. */
  readonly port?: number;
}

/** Serves an embedded cluster over the Kubernetes HTTP API on loopback, so that kubectl takes it for real. @throws when the port is taken */
export async function serveApi({ kernel, port = 0 }: ServeOptions): Promise<ServedCluster> {
  const context = { kernel, outbox: new Outbox(kernel.clock), continuations: new Continuations() };
  const { url, token, certificate, close } = await listen(port, (request) => route(context, request));
  let closing: Promise<void> | undefined;
  return {
    url,
    token,
    certificate,
    close() {
      closing ??= close();
      return closing;
    },
  };
}
