import type { HorizontalPodAutoscaler, KubernetesObject } from '../../autoscaling/objects.ts';
import type { Cancel } from '../../cluster/clock.ts';
import { resources } from '../../cluster/resources.ts';
import type { RedisServers } from '../redis/redis-servers.ts';
import type { Component, StoreChange, World } from '../world.ts';
import { externalMetricValues } from './external-metrics.ts';
import { ScaledObjectController } from './scaled-object-controller.ts';
import { isScaledObject, registerWebhook } from './webhook.ts';

/** From a change of an object to the operator's reaction. */
const reactionMs = 50;

/** A reconcile that failed is tried again. */
const retryMs = 5000;

/** KEDA: operator, metrics adapter and webhook. */
export class KedaOperator implements Component {
  readonly #controllers = new Map<string, ScaledObjectController>();
  readonly #waiting = new Map<string, Cancel>();
  readonly #redis: RedisServers;

  /** `redis`: the servers that redis triggers can reach. */
  constructor(redis: RedisServers) {
    this.#redis = redis;
  }

  start(world: World): void {
    registerWebhook(world);
    world.store.subscribe(resources.scaledObjects, (change) => this.#scaledObjectChanged(world, change));
    world.store.subscribe(resources.horizontalPodAutoscalers, (change) => this.#hpaChanged(world, change));
    world.metrics.addExternalMetric((namespace, metric, selector) =>
      externalMetricValues(
        world,
        ({ metadata }) => this.#controllers.get(metadata.uid ?? '')?.scalers,
        namespace,
        metric,
        selector,
      ),
    );
  }

  #scaledObjectChanged(world: World, { type, object, previous }: StoreChange): void {
    if (!isScaledObject(object)) return;
    const uid = object.metadata.uid ?? '';
    switch (type) {
      case 'ADDED':
        this.#controllers.set(uid, new ScaledObjectController(world, this.#redis, object));
        this.#enqueue(world, uid, reactionMs);
        break;
      case 'MODIFIED':
        if (previous && changesWork(previous, object)) this.#enqueue(world, uid, reactionMs);
        break;
      case 'DELETED':
        this.#waiting.get(uid)?.();
        this.#waiting.delete(uid);
        this.#controllers.get(uid)?.deleted(object);
        this.#controllers.delete(uid);
        break;
    }
  }

  /** An HPA that the operator owns is put back when someone deletes or edits it. */
  #hpaChanged(world: World, { type, object, previous }: StoreChange): void {
    if (type === 'ADDED') return;
    const owner = (object as HorizontalPodAutoscaler).metadata.ownerReferences?.find(({ controller }) => controller);
    if (!owner || !this.#controllers.has(owner.uid)) return;
    if (type === 'DELETED' || previous?.metadata.generation !== object.metadata.generation) {
      this.#enqueue(world, owner.uid, reactionMs);
    }
  }

  #enqueue(world: World, uid: string, delayMs: number): void {
    if (this.#waiting.has(uid) && delayMs === retryMs) return;
    this.#waiting.get(uid)?.();
    const cancel = world.clock.after(delayMs, () => {
      this.#waiting.delete(uid);
      if (this.#controllers.get(uid)?.reconcile() === 'retry') this.#enqueue(world, uid, retryMs);
    });
    this.#waiting.set(uid, cancel);
  }
}

/** A new generation, or annotations and labels that the HPA copies or that pause it. Status writes change neither. */
function changesWork(before: KubernetesObject, after: KubernetesObject): boolean {
  const relevant = ({ metadata: { generation, annotations, labels } }: KubernetesObject) =>
    JSON.stringify([generation, annotations, labels]);
  return relevant(before) !== relevant(after);
}
