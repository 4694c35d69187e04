/** A service of the cluster, as the service proxy takes it, and the path an address asks it for. */
export interface ServiceAddress {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  /** `/` where the address has none. */
  readonly path: string;
}

/** KEDA's operator opens the addresses of triggers, so a bare service name is one of the namespace its chart installs it in. */
const operatorNamespace = 'keda';

/**
 * The service behind an address as a trigger has it: `http://NAME[.NAMESPACE[.svc[.DOMAIN]]][:PORT][/PATH]`, the scheme optional.
 * Undefined for one that leads out of the cluster, needs TLS or carries credentials: the service proxy is not the way to those.
 */
export function serviceAddress(text: string): ServiceAddress | undefined {
  const written = text.includes('://') ? text : `http://${text}`;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url?.protocol !== 'http:' || url.username !== '') return undefined;
  const [service = '', namespace = operatorNamespace, svc] = url.hostname.split('.');
  // An IP address, and a name such as db.example.com, have something else where a service has `svc`.
  if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(service) || (svc !== undefined && svc !== 'svc')) return undefined;
  return { namespace, service, port: url.port === '' ? 80 : Number(url.port), path: url.pathname };
}
