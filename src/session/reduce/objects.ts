import type { HorizontalPodAutoscaler, KubernetesObject, Pod, ScaledObject } from '../../autoscaling/objects.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import type { CoreEvent, Deployment } from '../../cluster/objects.ts';
import { bounds } from './bounds.ts';
import type { Draft } from './draft.ts';
import { countsSeen } from './hpa-counts.ts';
import { passShown } from './hpa-passes.ts';
import { nodeCounted, podChanged } from './populations.ts';
import { attributeToEvent, replicasSeen } from './replica-paths.ts';

/** An object as the API server has it now. What it changes beside itself (churn, replica paths) is noted too. */
export function objectUpserted(draft: Draft, object: KubernetesObject, at: EpochMs): void {
  const { state } = draft;
  const key = keyOf(object);
  if (isKind<Pod>(object, 'Pod')) {
    podChanged(draft, state.pods.get(key), object, at);
    state.pods = draft.put(state.pods, key, object);
  } else if (isKind<Deployment>(object, 'Deployment')) {
    state.deployments = draft.put(state.deployments, key, object);
    replicasSeen(draft, object, at);
  } else if (isKind<HorizontalPodAutoscaler>(object, 'HorizontalPodAutoscaler')) {
    countsSeen(draft, key, object, at);
    passShown(draft, key, object, at);
    state.hpas = draft.put(state.hpas, key, object);
  } else if (isKind<ScaledObject>(object, 'ScaledObject')) {
    state.scaledObjects = draft.put(state.scaledObjects, key, object);
  } else if (isKind<CoreEvent>(object, 'Event')) {
    state.events = draft.putNewest(state.events, key, object, bounds.events);
    attributeToEvent(draft, object, at);
  } else {
    state.others = draft.put(state.others, key, object);
    if (object.kind === 'Node') nodeCounted(draft, at);
  }
}

/** An object that is gone; one that was never seen changes nothing. */
export function objectDeleted(draft: Draft, object: KubernetesObject, at: EpochMs): void {
  const { state } = draft;
  const key = keyOf(object);
  if (object.kind === 'Pod') {
    podChanged(draft, state.pods.get(key), undefined, at);
    state.pods = draft.drop(state.pods, key);
  } else if (object.kind === 'Deployment') state.deployments = draft.drop(state.deployments, key);
  else if (object.kind === 'HorizontalPodAutoscaler') {
    state.hpas = draft.drop(state.hpas, key);
    state.decisions = draft.drop(state.decisions, key);
    state.hpaCounts = draft.drop(state.hpaCounts, key);
  } else if (object.kind === 'ScaledObject') state.scaledObjects = draft.drop(state.scaledObjects, key);
  else if (object.kind === 'Event') state.events = draft.drop(state.events, key);
  else {
    state.others = draft.drop(state.others, key);
    if (object.kind === 'Node') nodeCounted(draft, at);
  }
}

function isKind<T extends KubernetesObject>(object: KubernetesObject, kind: T['kind']): object is T {
  return object.kind === kind;
}

/** The uid; objects of a recording made by hand may have none. */
function keyOf(object: KubernetesObject): string {
  const { uid, namespace, name } = object.metadata;
  return uid ?? `${object.kind}/${namespace ?? ''}/${name}`;
}
