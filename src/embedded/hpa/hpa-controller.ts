import type {
  HpaControllerOptions,
  HpaDecision,
  HpaHistory,
  ScaleSubresource,
} from '../../autoscaling/hpa/contract.ts';
import { withDefaults } from '../../autoscaling/hpa/defaults.ts';
import { evaluate } from '../../autoscaling/hpa/evaluate.ts';
import type { HorizontalPodAutoscaler, LabelSelector, Pod } from '../../autoscaling/objects.ts';
import type { Cancel } from '../../cluster/clock.ts';
import { ClusterError } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import { keyOf, splitKey } from '../controller/ownership.ts';
import { WorkQueue } from '../controller/work-queue.ts';
import type { MetricsServer } from '../metrics-server/metrics-server.ts';
import { readScale, type ScaleTarget, scalableObject, writeScale } from '../scale/scale-subresource.ts';
import type { Component, Random, World } from '../world.ts';
import { metricsView } from './metrics-view.ts';

const component = 'horizontal-pod-autoscaler';
const manager = 'kube-controller-manager';
const syncPeriodMs = 15_000;
/** What a pass takes, and by how much that varies: the next one is counted from its end. */
const passMs = { least: 10, spread: 40 };

/** Everything a pass found out about the HPA's target. */
interface Target {
  readonly scale: ScaleSubresource;
  readonly selector: LabelSelector;
  readonly pods: readonly Pod[];
}

type DecisionListener = (hpa: HorizontalPodAutoscaler, decision: HpaDecision) => void;

/** The HPA controller: passes 15 s apart over each HPA, with the memory kube-controller-manager keeps between them. */
export class HpaController implements Component {
  readonly #options: HpaControllerOptions;
  readonly #metricsServer: MetricsServer;
  /** By namespace and name, as in the controller's own maps: an HPA recreated before its next pass finds its old logs. */
  readonly #histories = new Map<string, HpaHistory>();
  /** Selectors of targets, by HPA, from the moment a pass first got as far as looking at metrics. */
  readonly #selectors = new Map<string, string>();
  readonly #decisions = new Map<string, HpaDecision>();
  readonly #listeners = new Set<DecisionListener>();

  constructor(options: HpaControllerOptions, metricsServer: MetricsServer) {
    this.#options = options;
    this.#metricsServer = metricsServer;
  }

  /** The latest pass over each HPA, by uid. */
  decisions(): ReadonlyMap<string, HpaDecision> {
    return this.#decisions;
  }

  /** Tells of each pass once everything it led to is written. */
  subscribe(listener: DecisionListener): Cancel {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  start(world: World): void {
    const duration: Random = world.random.fork('hpa-controller');
    const queue = new WorkQueue(world.clock, (key) => {
      if (!this.#pass(world, key)) return;
      queue.add(key, syncPeriodMs + passMs.least + duration.integer(passMs.spread));
    });
    // A key waits from its first pass to its next, so that changes of an HPA need no wake-up: they would not hasten it.
    world.store.subscribe(resources.horizontalPodAutoscalers, ({ type, object }) => {
      const key = keyOf(object);
      if (type === 'ADDED') queue.add(key, syncPeriodMs);
      if (type !== 'DELETED') return;
      this.#selectors.delete(key);
      this.#decisions.delete(object.metadata.uid ?? '');
    });
  }

  /** False when the HPA is gone. */
  #pass(world: World, key: string): boolean {
    const hpa = world.store.get<HorizontalPodAutoscaler>(resources.horizontalPodAutoscalers, ...splitKey(key));
    if (hpa === undefined) {
      this.#histories.delete(key);
      return false;
    }
    const { store, clock, events } = world;
    const reference = scaleTargetOf(hpa);
    const target = readTarget(world, reference);
    this.#register(key, hpa, target.scale);
    const history = this.#histories.get(key);
    const decision = evaluate({
      now: clock.now(),
      options: this.#options,
      hpa,
      scale: target.scale,
      pods: target.pods,
      metrics: metricsView(this.#metricsServer, world.metrics, { ...target, namespace: reference.namespace }),
      otherHpas: this.#others(key),
      ...(history === undefined ? {} : { history }),
      writeScale: (replicas) => refusalOf(() => writeScale(world, reference, replicas, manager)),
    });
    this.#histories.set(key, decision.history);
    this.#decisions.set(hpa.metadata.uid ?? '', decision);
    for (const { type, reason, message } of decision.events) events.record(hpa, type, reason, message, component);
    if (decision.status !== null) store.updateStatus<HorizontalPodAutoscaler>({ ...hpa, status: decision.status });
    for (const tell of this.#listeners) tell(hpa, decision);
    return true;
  }

  /** Passes that stop early (no scale, disabled at zero, outside the bounds) leave the registered selector as it is. */
  #register(key: string, hpa: HorizontalPodAutoscaler, scale: ScaleSubresource): void {
    if ('error' in scale || scale.selector === '') return;
    const { minReplicas, maxReplicas } = withDefaults(hpa);
    if (scale.specReplicas === 0 || scale.specReplicas < minReplicas || scale.specReplicas > maxReplicas) return;
    this.#selectors.set(key, scale.selector);
  }

  #others(own: string): readonly { readonly namespace: string; readonly name: string; readonly selector: string }[] {
    return [...this.#selectors]
      .filter(([key]) => key !== own)
      .map(([key, selector]) => {
        const [namespace, name] = splitKey(key);
        return { namespace, name, selector };
      });
  }
}

function scaleTargetOf({ metadata, spec }: HorizontalPodAutoscaler): ScaleTarget {
  return { ...spec.scaleTargetRef, namespace: metadata.namespace ?? '' };
}

function readTarget({ store }: World, reference: ScaleTarget): Target {
  try {
    const scale = readScale(store, reference);
    const { selector } = scalableObject(store, reference).spec;
    return { scale, selector, pods: store.select<Pod>(resources.pods, reference.namespace, selector) };
  } catch (error) {
    if (error instanceof ClusterError) return { scale: { error: error.message }, selector: {}, pods: [] };
    throw error;
  }
}

function refusalOf(write: () => void): string | undefined {
  try {
    write();
    return undefined;
  } catch (error) {
    if (error instanceof ClusterError) return error.message;
    throw error;
  }
}
