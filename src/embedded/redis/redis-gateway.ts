import { ClusterError } from '../../cluster/port.ts';
import type { Component, World } from '../world.ts';
import type { RedisServer } from './redis-server.ts';
import type { RedisServers } from './redis-servers.ts';

/**
 * Redis over HTTP, as the gateway Webdis puts it before a server: `GET /LLEN/jobs` answers `{"LLEN": 3}`. Service proxies carry HTTP only,
 * so this is how the length of a list is read through one.
 */
export class RedisGateway implements Component {
  readonly #servers: RedisServers;

  constructor(servers: RedisServers) {
    this.#servers = servers;
  }

  start({ services }: World): void {
    for (const server of this.#servers.all) {
      const { namespace, service, port } = server;
      services.add({ namespace, name: service, port }, ({ pathname }) => answer(server, pathname));
    }
  }
}

function answer(server: RedisServer, pathname: string): unknown {
  const list = /^\/LLEN\/([^/]+)$/.exec(pathname)?.[1];
  if (list === undefined) {
    throw new ClusterError(404, 'NotFound', `this Redis answers GET /LLEN/LIST only, not ${pathname}`);
  }
  const key = decodeURIComponent(list);
  if (server.typeOf(key) === 'string') {
    return { LLEN: [false, 'WRONGTYPE Operation against a key holding the wrong kind of value'] };
  }
  return { LLEN: server.list(key).length };
}
