import type { KubernetesObject } from '../../../autoscaling/objects.ts';
import { resources } from '../../../cluster/resources.ts';
import type { ObjectStore } from '../../world.ts';

/** A core/v1 Service as far as names and endpoints go. */
export interface Service extends KubernetesObject {
  readonly spec?: {
    readonly selector?: Readonly<Record<string, string>>;
    readonly clusterIP?: string;
    readonly ports?: readonly { readonly port: number }[];
  };
}

/** The service behind a URL. */
export interface HttpTarget {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
}

/**
 * What `http://NAME[.NAMESPACE[.svc[.cluster.local]]][:PORT]/…`, or a Service's own address in the name's place, means to a program in
 * `namespace`; whether there is such a Service shows when a request is sent. undefined: no URL of HTTP.
 */
export function resolveUrl(store: ObjectStore, text: string, namespace: string): HttpTarget | undefined {
  const withScheme = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(withScheme)) return undefined;
  const { hostname, port, protocol } = new URL(withScheme);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  const portNumber = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  const addressed = store.list<Service>(resources.services).find(({ spec }) => spec?.clusterIP === hostname);
  if (addressed) {
    const { metadata } = addressed;
    return { namespace: metadata.namespace ?? '', service: metadata.name, port: portNumber };
  }
  const [service = '', inNamespace = namespace] = hostname.split('.');
  return { namespace: inNamespace, service, port: portNumber };
}
