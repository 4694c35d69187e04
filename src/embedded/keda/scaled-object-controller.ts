import { triggerProblem } from '../../autoscaling/keda/admission.ts';
import { type ConditionText, kedaConditions } from '../../autoscaling/keda/conditions.ts';
import { compositeMetricName } from '../../autoscaling/keda/generated-hpa.ts';
import { type PauseState, pauseState } from '../../autoscaling/keda/pause.ts';
import {
  kedaKeys,
  scaledObjectSettings,
  targetOf,
  typeText,
  usesScalingModifiers,
} from '../../autoscaling/keda/settings.ts';
import { triggerMetrics } from '../../autoscaling/keda/trigger-metrics.ts';
import type { ScaledObject, ScaledObjectStatus } from '../../autoscaling/objects.ts';
import type { Cancel } from '../../cluster/clock.ts';
import type { RedisServers } from '../redis/redis-servers.ts';
import type { World } from '../world.ts';
import { removeGeneratedHpas, syncGeneratedHpa } from './generated-hpa-sync.ts';
import { operatorEvents } from './operator-events.ts';
import { startPollLoop } from './poll-loop.ts';
import { scaleTarget, writeReplicas } from './scale-target.ts';
import { conditionStatus, currentScaledObject, patchStatus } from './scaled-object-status.ts';
import { messageOf, TriggerScalers } from './trigger-scalers.ts';

/** How the reconciler of one ScaledObject ended. */
export type ReconcileResult = 'done' | 'retry';

/** One ScaledObject under the operator's care: its generated HPA, its scalers and its poll loop. */
export class ScaledObjectController {
  readonly #world: World;
  readonly #redis: RedisServers;
  #known: ScaledObject;
  #scalers: TriggerScalers;
  #loop: { readonly generation: number | undefined; readonly stop: Cancel } | undefined;

  constructor(world: World, redis: RedisServers, scaledObject: ScaledObject) {
    this.#world = world;
    this.#redis = redis;
    this.#known = scaledObject;
    this.#scalers = new TriggerScalers(world, redis, scaledObject);
  }

  get scalers(): TriggerScalers {
    return this.#scalers;
  }

  /** Brings HPA, loop and status in line with the object as it is now. */
  reconcile(): ReconcileResult {
    const found = currentScaledObject(this.#world, this.#known);
    if (!found) return 'done';
    const scaledObject = this.#labelled(found);
    this.#known = scaledObject;
    const pause = pauseState(scaledObject);
    if (pause.paused) {
      this.#pause(scaledObject, pause);
      return 'done';
    }
    const problem = this.#problem(scaledObject);
    if (problem !== undefined) {
      this.#stopLoop();
      patchStatus(this.#world, scaledObject, {}, [kedaConditions.checkFailed(problem)]);
      operatorEvents.checkFailed(this.#world, scaledObject, problem);
      return 'retry';
    }
    this.#run(scaledObject);
    return 'done';
  }

  /** The object has been deleted: the HPA goes with it, and the target gets its count back where that was asked for. */
  deleted(last: ScaledObject): void {
    this.#stopLoop();
    removeGeneratedHpas(this.#world.store, last);
    const original = last.status?.originalReplicaCount;
    const target = scaleTarget(this.#world.store, last);
    if (last.spec.advanced?.restoreToOriginalReplicaCount && original !== undefined && target) {
      writeReplicas(this.#world, target, original);
    }
  }

  #labelled(scaledObject: ScaledObject): ScaledObject {
    const { metadata } = scaledObject;
    if (metadata.labels?.[kedaKeys.ownerLabel] === metadata.name) return scaledObject;
    const labels = { ...metadata.labels, [kedaKeys.ownerLabel]: metadata.name };
    return this.#world.store.update<ScaledObject>({ ...scaledObject, metadata: { ...metadata, labels } });
  }

  #problem(scaledObject: ScaledObject): string | undefined {
    if (!scaleTarget(this.#world.store, scaledObject)) {
      const target = targetOf(scaledObject.spec.scaleTargetRef);
      return `ScaledObject doesn't have correct scaleTargetRef specification: ${typeText(target)} "${target.name}" not found`;
    }
    return triggerProblem(scaledObject);
  }

  #pause(scaledObject: ScaledObject, { replicas }: PauseState): void {
    const first = conditionStatus(scaledObject, 'Paused') !== 'True';
    this.#stopLoop();
    removeGeneratedHpas(this.#world.store, scaledObject);
    const target = scaleTarget(this.#world.store, scaledObject);
    if (replicas !== undefined && target && target.replicas !== replicas) writeReplicas(this.#world, target, replicas);
    const fields = replicas === undefined ? {} : { pausedReplicaCount: replicas };
    patchStatus(this.#world, scaledObject, fields, [kedaConditions.paused]);
    if (first) operatorEvents.paused(this.#world, scaledObject);
  }

  #run(scaledObject: ScaledObject): void {
    const world = this.#world;
    try {
      const hpa = syncGeneratedHpa(world.store, scaledObject);
      removeGeneratedHpas(world.store, scaledObject, hpa.metadata.name);
    } catch (error) {
      patchStatus(world, scaledObject, {}, [kedaConditions.checkFailed(messageOf(error))]);
      operatorEvents.checkFailed(world, scaledObject, messageOf(error));
      return;
    }
    const wasPaused = conditionStatus(scaledObject, 'Paused') === 'True';
    const wasReady = conditionStatus(scaledObject, 'Ready') === 'True';
    const conditions: ConditionText[] = [kedaConditions.ready, ...(wasPaused ? [kedaConditions.notPaused] : [])];
    patchStatus(world, scaledObject, this.#fields(scaledObject), conditions);
    if (wasPaused) operatorEvents.unpaused(world, scaledObject);
    const { generation } = scaledObject.metadata;
    if (this.#loop === undefined || this.#loop.generation !== generation) this.#startLoop(scaledObject);
    if (!wasReady) operatorEvents.ready(world, scaledObject);
  }

  #fields(scaledObject: ScaledObject): ScaledObjectStatus {
    const { target, hpaName } = scaledObjectSettings(scaledObject);
    const metrics = triggerMetrics(scaledObject);
    const names = metrics.flatMap((metric) => (metric.kind === 'external' ? [metric.metricName] : []));
    const original =
      scaledObject.status?.originalReplicaCount ?? scaleTarget(this.#world.store, scaledObject)?.replicas;
    return {
      hpaName,
      scaleTargetKind: typeText(target),
      externalMetricNames: usesScalingModifiers(scaledObject) ? [compositeMetricName] : names,
      resourceMetricNames: metrics.flatMap((metric) => (metric.kind === 'resource' ? [metric.resource] : [])),
      ...(original === undefined ? {} : { originalReplicaCount: original }),
    };
  }

  #startLoop(scaledObject: ScaledObject): void {
    this.#stopLoop();
    this.#scalers = new TriggerScalers(this.#world, this.#redis, scaledObject);
    operatorEvents.scalersStarted(this.#world, scaledObject);
    const stop = startPollLoop(this.#world, scaledObject, this.#scalers);
    this.#loop = { generation: scaledObject.metadata.generation, stop };
  }

  #stopLoop(): void {
    this.#loop?.stop();
    this.#loop = undefined;
  }
}
