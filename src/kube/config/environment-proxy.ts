import { BlockList, isIP } from 'node:net';
import type { Environment } from './kubeconfig-files.ts';

/** The proxy the environment names for a server, by Go's rules as kubectl follows them; undefined for the direct way. */
export function proxyFor(server: URL, environment: Environment): string | undefined {
  const read = (name: string): string => environment[name] || environment[name.toLowerCase()] || '';
  const proxy = read(server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  const host = server.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (proxy === '' || isLoopback(host)) return undefined;
  const exceptions = read('NO_PROXY')
    .split(',')
    .map((each) => each.trim().toLowerCase())
    .filter((each) => each !== '');
  const port = server.port || (server.protocol === 'https:' ? '443' : '80');
  if (exceptions.some((exception) => covers(exception, host, port))) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** `*`, an address, a network (10.0.0.0/8), or a domain with everything below it; each but the networks with or without a port. */
function covers(exception: string, host: string, port: string): boolean {
  if (exception === '*') return true;
  const [, network, bits] = /^(.+)\/(\d+)$/.exec(exception) ?? [];
  if (network !== undefined) return isIn(host, network, Number(bits));
  const [, name = exception, onPort = port] = /^([^:]+):(\d+)$/.exec(exception) ?? [];
  if (onPort !== port) return false;
  const domain = name.replace(/^\*?\./, '');
  // With a dot before it, the domain itself is not meant.
  return host.endsWith(`.${domain}`) || (host === domain && !/^\*?\./.test(name));
}

function isIn(host: string, network: string, bits: number): boolean {
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(host) === 0 || isIP(host) !== isIP(network) || bits > (family === 'ipv6' ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, family);
  return list.check(host, family);
}
