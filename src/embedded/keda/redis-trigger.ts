import { redisLength, redisSource } from '../../autoscaling/keda/redis-length.ts';
import { TriggerError } from '../../autoscaling/keda/trigger-metrics.ts';
import type { ScaledObject, ScaleTrigger } from '../../autoscaling/objects.ts';
import type { RedisServers } from '../redis/redis-servers.ts';
import type { ObjectStore } from '../world.ts';
import { scaleTarget } from './scale-target.ts';
import { dialError, operatorNamespace } from './service-url.ts';

/** The length of a redis trigger's list, read from the server as KEDA's operator reaches it. @throws TriggerError */
export function redisTriggerValue(
  store: ObjectStore,
  servers: RedisServers,
  scaledObject: ScaledObject,
  trigger: ScaleTrigger,
): number {
  const source = redisSource(trigger, targetEnvironment(store, scaledObject));
  const server = servers.connect(source.host, source.port, operatorNamespace);
  if (typeof server === 'string') {
    throw new TriggerError(`connection to redis failed: ${dialError(server, source.host, source.port)}`);
  }
  const type = server.typeOf(source.list);
  return redisLength(source, { type, length: type === 'list' ? server.list(source.list).length : 0 });
}

/** Environment of the container that triggers take theirs from: the one the ScaledObject names, else the first. */
function targetEnvironment(store: ObjectStore, scaledObject: ScaledObject): Readonly<Record<string, string>> {
  const containers = scaleTarget(store, scaledObject)?.deployment.spec.template.spec.containers ?? [];
  const named = scaledObject.spec.scaleTargetRef.envSourceContainerName;
  const container = named === undefined ? containers[0] : containers.find(({ name }) => name === named);
  return Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value ?? '']));
}
