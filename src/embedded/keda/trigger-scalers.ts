import { cronValue } from '../../autoscaling/keda/cron-value.ts';
import { jetStreamLag, type SeenConsumer } from '../../autoscaling/keda/jetstream-lag.ts';
import { prometheusUrl, prometheusValue } from '../../autoscaling/keda/prometheus-value.ts';
import { type ExternalTrigger, TriggerError } from '../../autoscaling/keda/trigger-metrics.ts';
import type { ScaledObject } from '../../autoscaling/objects.ts';
import { ClusterError } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import type { RedisServers } from '../redis/redis-servers.ts';
import type { World } from '../world.ts';
import { redisTriggerValue } from './redis-trigger.ts';
import { dialError, serviceUrl } from './service-url.ts';

/** A trigger's value at its source. Activation looks at it unclamped. */
export interface SourceValue {
  readonly value: number;
  readonly active: boolean;
}

/**
 * The scalers of one ScaledObject: they read the sources of external triggers live, as everyone else sees them.
 * A failing query is repeated once with a freshly built scaler, which has forgotten what the old one had seen.
 */
export class TriggerScalers {
  readonly #world: World;
  readonly #redis: RedisServers;
  readonly #scaledObject: ScaledObject;
  readonly #seen = new Map<number, SeenConsumer>();
  readonly #polled = new Map<number, SourceValue>();

  constructor(world: World, redis: RedisServers, scaledObject: ScaledObject) {
    this.#world = world;
    this.#redis = redis;
    this.#scaledObject = scaledObject;
  }

  /** Queries the source now. @throws Error with the source's text when both attempts fail. */
  read(metric: ExternalTrigger): SourceValue {
    try {
      return this.#query(metric);
    } catch {
      this.#seen.delete(metric.index);
      return this.#query(metric);
    }
  }

  /** As {@link read}, and remembered for triggers with `useCachedMetrics`. */
  poll(metric: ExternalTrigger): SourceValue {
    const value = this.read(metric);
    this.#polled.set(metric.index, value);
    return value;
  }

  /** What the HPA gets: the source's value now, or that of the last poll where the trigger asks for it. */
  serve(metric: ExternalTrigger): SourceValue {
    const polled = metric.trigger.useCachedMetrics ? this.#polled.get(metric.index) : undefined;
    return polled ?? this.read(metric);
  }

  #query(metric: ExternalTrigger): SourceValue {
    const value = this.#valueOf(metric);
    return { value: Math.max(0, value), active: value > metric.activationThreshold };
  }

  #valueOf({ index, trigger }: ExternalTrigger): number {
    const now = this.#world.clock.now();
    switch (trigger.type) {
      case 'nats-jetstream': {
        const { lag, seen } = jetStreamLag((url) => this.#get(url), trigger, this.#seen.get(index));
        this.#seen.set(index, seen);
        return lag;
      }
      case 'prometheus':
        return prometheusValue(trigger, this.#getFromPrometheus(prometheusUrl(trigger, new Date(now).toISOString())));
      case 'cron':
        return cronValue(trigger, now);
      case 'redis':
        return redisTriggerValue(this.#world.store, this.#redis, this.#scaledObject, trigger);
      default:
        throw new TriggerError(`the embedded cluster has no source for triggers of type ${trigger.type}`);
    }
  }

  #get(url: string): unknown {
    try {
      return this.#call(url);
    } catch (error) {
      throw new TriggerError(`Get "${url}": ${this.#clientText(url, error)}`, { cause: error });
    }
  }

  #getFromPrometheus(url: string): unknown {
    try {
      return this.#call(url);
    } catch (error) {
      if (unreachable(error)) throw new TriggerError(`Get "${url}": ${this.#clientText(url, error)}`, { cause: error });
      const status = error instanceof ClusterError ? error.code : 0;
      const message = `prometheus query api returned error. status: ${status} response: ${messageOf(error)}`;
      throw new TriggerError(message, { cause: error });
    }
  }

  /** A service proxy's answer for a service that nothing is behind is not what a client in the cluster sees. */
  #clientText(url: string, error: unknown): string {
    if (!unreachable(error)) return messageOf(error);
    const { namespace, name, port } = serviceUrl(url).service;
    const known = this.#world.store.get(resources.services, namespace, name) !== undefined;
    return dialError(known ? 'connection refused' : 'unknown host', new URL(url).hostname, port);
  }

  #call(url: string): unknown {
    const { service, path } = serviceUrl(url);
    return this.#world.services.call(service, path);
  }
}

function unreachable(error: unknown): boolean {
  return error instanceof ClusterError && error.code === 503;
}

/** An error's text. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
