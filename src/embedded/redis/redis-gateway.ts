import { ClusterError } from '../../cluster/port.ts';
import type { Component, World } from '../world.ts';
import type { RedisServer } from './redis-server.ts';
import type { RedisServers } from './redis-servers.ts';

/**
 * The HTTP face of modelled Redis servers, since the API server's proxy does not carry their own protocol: `GET /LLEN/list` answers
 * `{"LLEN": 5}`, in the way of Webdis, an HTTP gateway that people put in front of Redis.
 */
export class RedisGateway implements Component {
  readonly #redis: RedisServers;

  constructor(redis: RedisServers) {
    this.#redis = redis;
  }

  start({ services }: World): void {
    for (const server of this.#redis.all) {
      const { namespace, service, port } = server;
      services.add({ namespace, name: service, port }, (url) => answer(server, url));
    }
  }
}

function answer(server: RedisServer, { pathname }: URL): unknown {
  const [, command, key, ...rest] = pathname.split('/').map(decodeURIComponent);
  if (command !== 'LLEN' || key === undefined || rest.length > 0)
    throw new ClusterError(404, 'NotFound', `this Redis answers GET /LLEN/LIST only, not ${pathname}`);
  // As Webdis hands on a refusal of Redis.
  if (server.typeOf(key) === 'string')
    return { LLEN: [false, 'WRONGTYPE Operation against a key holding the wrong kind of value'] };
  return { LLEN: server.list(key).length };
}
