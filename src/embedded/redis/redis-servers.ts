import type { RedisListModel } from '../setup.ts';
import { RedisServer } from './redis-server.ts';

/** Why a client cannot connect, as the C library words it; Go words it in its own way. */
export type Unreachable = 'unknown host' | 'connection refused';

/** The Redis servers of a setup: lists of one service and port share a server. */
export class RedisServers {
  readonly #servers: RedisServer[] = [];

  constructor(models: readonly RedisListModel[]) {
    for (const model of models) {
      const server = this.#find(model.service, model.namespace, model.port) ?? this.#add(model);
      server.list(model.list);
    }
  }

  get all(): readonly RedisServer[] {
    return this.#servers;
  }

  /** The server a program in `namespace` reaches by a host name of the cluster's DNS. */
  connect(host: string, port: number, namespace: string): RedisServer | Unreachable {
    if (host === 'localhost' || /^[\d.]+$/.test(host)) return 'connection refused';
    const [name = '', inNamespace = namespace] = host.split('.');
    const server = this.#find(name, inNamespace, port);
    if (server) return server;
    const known = this.#servers.some((each) => each.service === name && each.namespace === inNamespace);
    return known ? 'connection refused' : 'unknown host';
  }

  /** The server that a model's list is on: the namespace's first that was given a list of that name. */
  holding(list: string, namespace: string): RedisServer | undefined {
    const holds = (server: RedisServer) => server.lists().some(({ name }) => name === list);
    return this.#servers.find((server) => server.namespace === namespace && holds(server)) ?? this.#servers.find(holds);
  }

  #find(service: string, namespace: string, port: number): RedisServer | undefined {
    return this.#servers.find((each) => each.service === service && each.namespace === namespace && each.port === port);
  }

  #add(model: RedisListModel): RedisServer {
    const server = new RedisServer(model);
    this.#servers.push(server);
    return server;
  }
}
