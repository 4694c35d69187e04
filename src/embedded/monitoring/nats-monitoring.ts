import type { EpochMs } from '../../autoscaling/units.ts';
import { ClusterError } from '../../cluster/port.ts';
import type { NatsServer } from '../broker/nats-server.ts';
import type { Component, World } from '../world.ts';
import { jsz, serverId } from './jsz.ts';

/** The HTTP monitoring endpoints of NATS servers. */
export class NatsMonitoring implements Component {
  readonly #servers: readonly NatsServer[];

  constructor(servers: readonly NatsServer[]) {
    this.#servers = servers;
  }

  start({ services, clock }: World): void {
    for (const server of this.#servers) {
      const { namespace, service, monitoringPort } = server;
      services.add({ namespace, name: service, port: monitoringPort }, (url) => answer(server, url, clock.now()));
    }
  }
}

function answer(server: NatsServer, url: URL, now: EpochMs): unknown {
  switch (url.pathname) {
    case '/jsz':
      return jsz(server, url.searchParams, now);
    case '/varz':
      return varz(server, now);
    case '/healthz':
      return { status: 'ok' };
    default:
      throw new ClusterError(404, 'NotFound', `404 page not found: ${url.pathname}`);
  }
}

function varz(server: NatsServer, now: EpochMs): unknown {
  const streams = server.streams();
  const consumers = streams.flatMap((stream) => server.consumersOf(stream));
  const published = streams.reduce((total, stream) => total + stream.lastSequence, 0);
  const delivered = consumers.reduce((total, consumer) => total + consumer.state().deliveredConsumerSequence, 0);
  const acknowledged = consumers.reduce((total, consumer) => total + consumer.state().acknowledged, 0);
  return {
    server_id: serverId(server),
    server_name: `${server.service}-0`,
    version: '2.12.0',
    proto: 1,
    host: '0.0.0.0',
    port: 4222,
    http_port: server.monitoringPort,
    max_connections: 65_536,
    max_payload: 1_048_576,
    start: new Date(server.startedAt).toISOString(),
    now: new Date(now).toISOString(),
    uptime: `${Math.floor((now - server.startedAt) / 1000)}s`,
    connections: consumers.reduce((total, consumer) => total + consumer.state().waiting, 0),
    in_msgs: published + acknowledged,
    out_msgs: delivered + published,
    slow_consumers: 0,
    jetstream: { config: { store_dir: '/data/jetstream' }, stats: { accounts: 1, ha_assets: 0 } },
  };
}
