import type { DirectServer, ForwardTarget, Outside } from '../../signals/outside.ts';
import { getJson } from './http-json.ts';
import { Kept } from './kept.ts';
import type { NatsClient } from './nats-client.ts';
import { type KubectlChoice, openPortForward, type PortForward } from './port-forward.ts';
import { RedisClient } from './redis-client.ts';

/** What the signals of a run are read with beside the cluster's API. Nothing is opened before it is asked for. Whoever opened it closes it. */
export function openOutside(choice: KubectlChoice = {}): Outside {
  const nats = new Kept<NatsClient>(
    (client) => !client.isClosed,
    (client) => client.close(),
  );
  const redis = new Kept<RedisClient>(
    (client) => client.isOpen,
    (client) => client.close(),
  );
  const forwards = new Kept<PortForward>(
    (forward) => forward.isUp,
    (forward) => forward.close(),
  );
  return {
    getJson,
    async consumerFigures(server, stream, consumer) {
      const client = await nats.get(keyOf(server), async () => {
        const { NatsClient } = await import('./nats-client.ts');
        return NatsClient.open(server);
      });
      return client.consumerFigures(stream, consumer);
    },
    async listLength(server, database, list) {
      const client = await redis.get(`${database} ${keyOf(server)}`, () => RedisClient.open(server, database));
      return client.listLength(list);
    },
    async forward(target) {
      const forward = await forwards.get(JSON.stringify(target satisfies ForwardTarget), () =>
        openPortForward(target, choice),
      );
      return forward.near;
    },
    async close() {
      await Promise.all([nats.close(), redis.close(), forwards.close()]);
    },
  };
}

/** Servers and where their logins are named; never a secret itself. */
function keyOf(server: DirectServer): string {
  return JSON.stringify(server);
}
