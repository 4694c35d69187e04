import { createHash } from 'node:crypto';
import { type OutgoingHttpHeaders, Agent as PlainAgent } from 'node:http';
import { Agent, type RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import type { Target } from '../config/target.ts';

/** What a request is sent with. */
export interface Access {
  readonly server: URL;
  readonly agent: PlainAgent;
  /** TLS of a connection of its own, beside the agent's. Absent where the way leads through a proxy, which the agent knows. */
  readonly tls?: TlsMaterial;
  readonly headers: OutgoingHttpHeaders;
  /** Grows each time credentials are read anew. */
  readonly generation: number;
}

/** Keys, certificates and how strictly they are checked. */
export type TlsMaterial = Pick<
  RequestOptions,
  'ca' | 'cert' | 'key' | 'passphrase' | 'servername' | 'rejectUnauthorized'
>;

/** What the library makes of a target for one request. It reads certificates and token files again, and runs plugins when they are due. */
export async function securityOf(config: KubeConfig): Promise<RequestOptions> {
  const options: RequestOptions = { headers: {} };
  await config.applyToHTTPSOptions(options);
  return options;
}

export function tlsOf(options: RequestOptions): TlsMaterial {
  const { ca, cert, key, passphrase, servername, rejectUnauthorized } = options;
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(passphrase !== undefined && { passphrase }),
    ...(servername !== undefined && { servername }),
    ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
  };
}

/** Tells whether connections that are open still are what would be opened now. */
export function fingerprintOf(tls: TlsMaterial): string {
  const hash = createHash('sha256');
  for (const part of [tls.ca, tls.cert, tls.key]) hash.update(`\0${String(part ?? '')}`);
  return hash.update(`\0${tls.servername}\0${tls.rejectUnauthorized}`).digest('hex');
}

/** Connections that stay open between requests. Through a proxy, the library's agent makes them. */
export function agentFor({ cluster }: Target, options: RequestOptions, tls: TlsMaterial): PlainAgent {
  if (cluster.proxyUrl !== undefined && options.agent instanceof PlainAgent) return options.agent;
  const settings = { keepAlive: true, scheduling: 'lifo', maxFreeSockets: 8 } as const;
  return cluster.server.protocol === 'http:' ? new PlainAgent(settings) : new Agent({ ...settings, ...tls });
}

/** Who asks. A token read from a file may end with a line's end, which no header can have. */
export function identityHeaders({ user }: Target, options: RequestOptions): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = String(value).trim();
  if (options.auth) headers.authorization = `Basic ${Buffer.from(options.auth).toString('base64')}`;
  if (user.impersonatedGroups.length > 0) headers['impersonate-group'] = [...user.impersonatedGroups];
  return headers;
}
