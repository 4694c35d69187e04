import type { Cluster } from '../cluster/port.ts';
import type { DirectServer, Outside, ServerAuth } from './outside.ts';

/** Where a server is: behind a Service of the cluster, or at a URL that this machine reaches. */
export type ServerPlace = { readonly namespace: string; readonly auth?: ServerAuth } & (
  | { readonly service: string; readonly port: number; readonly via?: 'proxy' | 'port-forward' }
  | { readonly url: string }
);

/** GET of a path of a server that speaks HTTP, on whatever way leads to it; resolves to the parsed JSON. */
export async function getJson(cluster: Cluster, outside: Outside, place: ServerPlace, path: string): Promise<unknown> {
  if ('service' in place && place.via !== 'port-forward') {
    const { namespace, service, port } = place;
    return cluster.serviceProxy({ namespace, name: service, port }, path);
  }
  return outside.getJson(await directServer(outside, place, 'http'), path);
}

/** The server as this machine reaches it: by its URL, or by one of `scheme` to the near end of a port-forward. */
export async function directServer(outside: Outside, place: ServerPlace, scheme: string): Promise<DirectServer> {
  const auth = place.auth === undefined ? {} : { auth: place.auth };
  if ('url' in place) return { url: place.url, ...auth };
  const { namespace, service: name, port } = place;
  const near = await outside.forward({ namespace, kind: 'service', name, port });
  return { url: `${scheme}://${near}`, ...auth };
}
