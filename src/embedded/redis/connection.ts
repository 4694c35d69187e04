import type { LoadPlace } from '../workload/load-tool.ts';
import type { RedisServer } from './redis-server.ts';
import type { RedisServers } from './redis-servers.ts';

/** Where the tools of Redis connect to when they are not told. */
const defaults = { host: '127.0.0.1', port: '6379' };

/**
 * The server that `-h` and `-p`, or `-u redis://host:port`, name, seen from a pod; or the line that the tools print when they cannot
 * connect.
 */
export function connectTool(
  servers: RedisServers,
  flags: Readonly<Record<string, string>>,
  { pod }: LoadPlace,
): RedisServer | string {
  const [, urlHost, urlPort] = /^rediss?:\/\/(?:[^@/]*@)?([^:/]+)(?::(\d+))?/.exec(flags.u ?? '') ?? [];
  const host = urlHost ?? flags.h ?? defaults.host;
  const port = urlPort ?? flags.p ?? defaults.port;
  const server = servers.connect(host, Number(port), pod.metadata.namespace ?? '');
  if (server === 'unknown host') return `Could not connect to Redis at ${host}:${port}: Name or service not known`;
  if (server === 'connection refused') return `Could not connect to Redis at ${host}:${port}: Connection refused`;
  return server;
}
