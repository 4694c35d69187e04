import type { ServiceFaces } from '../world.ts';

/** A URL as a program in the cluster would open it, split into the service behind its host name and the path. */
export interface ServiceUrl {
  readonly service: Parameters<ServiceFaces['call']>[0];
  readonly path: string;
}

/** Resolves `http://NAME[.NAMESPACE[.svc…]][:PORT]/…` as cluster DNS does for a program in `namespace`. */
export function serviceUrl(text: string, namespace: string): ServiceUrl {
  const url = new URL(text.includes('://') ? text : `http://${text}`);
  const [name = '', inNamespace = namespace] = url.hostname.split('.');
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  return { service: { namespace: inNamespace, name, port }, path: `${url.pathname}${url.search}` };
}
