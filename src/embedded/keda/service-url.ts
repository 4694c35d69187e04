import type { ServiceFaces } from '../world.ts';

/** A URL as a program in the cluster would open it, split into the service behind its host name and the path. */
export interface ServiceUrl {
  readonly service: Parameters<ServiceFaces['call']>[0];
  readonly path: string;
}

/**
 * Where KEDA's operator runs. It looks a bare service name up there and not beside the ScaledObject, which is why its users spell the
 * namespace out.
 */
export const operatorNamespace = 'keda';

/** Resolves `http://NAME[.NAMESPACE[.svc…]][:PORT]/…` as cluster DNS does for KEDA's operator. */
export function serviceUrl(text: string): ServiceUrl {
  const url = new URL(text.includes('://') ? text : `http://${text}`);
  const [name = '', inNamespace = operatorNamespace] = url.hostname.split('.');
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  return { service: { namespace: inNamespace, name, port }, path: `${url.pathname}${url.search}` };
}

/** Why a connection fails, as Go's network library says it: the name is not known to cluster DNS, or nothing listens behind it. */
export function dialError(reason: 'unknown host' | 'connection refused', host: string, port: number): string {
  return reason === 'unknown host'
    ? `dial tcp: lookup ${host} on 10.96.0.10:53: no such host`
    : `dial tcp ${host}:${port}: connect: connection refused`;
}
