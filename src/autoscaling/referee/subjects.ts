import type { HorizontalPodAutoscaler, KubernetesObject, ScaledObject } from '../objects.ts';
import { type EpochMs, parseTime } from '../units.ts';
import type { EventFact, RefereeFacts, ReplicaStep, ScalableWorkload } from './facts.ts';
import type { Finding } from './finding.ts';

/** An object as a finding names it. */
export function refOf(object: Pick<KubernetesObject, 'kind' | 'metadata'>): Finding['objects'][number] {
  return { kind: object.kind, namespace: object.metadata.namespace ?? '', name: object.metadata.name };
}

/** Name of the ScaledObject an HPA was generated from; undefined for one that somebody wrote. */
export function scaledObjectOf(hpa: HorizontalPodAutoscaler): string | undefined {
  return hpa.metadata.ownerReferences?.find(({ kind }) => kind === 'ScaledObject')?.name;
}

/** How a banner calls an HPA: `KEDA`, or `HPA meme-backend`. Two of KEDA's are told apart by their ScaledObjects. */
export function callHpa(hpa: HorizontalPodAutoscaler, among: readonly HorizontalPodAutoscaler[] = []): string {
  const scaledObject = scaledObjectOf(hpa);
  if (scaledObject === undefined) return `HPA ${hpa.metadata.name}`;
  return among.filter((each) => scaledObjectOf(each) !== undefined).length > 1 ? `KEDA ${scaledObject}` : 'KEDA';
}

/** The workload an HPA or a ScaledObject scales, where it is among the facts. */
export function workloadNamed(
  facts: RefereeFacts,
  target: { readonly kind?: string; readonly name: string },
): ScalableWorkload | undefined {
  const kind = target.kind || 'Deployment';
  return facts.workloads.find((workload) => workload.kind === kind && workload.metadata.name === target.name);
}

/** spec.replicas; the API server fills in 1. */
export function countOf(workload: ScalableWorkload): number {
  return workload.spec.replicas ?? 1;
}

/** HPAs that name the workload as their target. */
export function hpasOf(facts: RefereeFacts, workload: ScalableWorkload): readonly HorizontalPodAutoscaler[] {
  return facts.hpas.filter(({ spec: { scaleTargetRef } }) => targets(scaleTargetRef, workload));
}

/** ScaledObjects that name the workload as their target. */
export function scaledObjectsOf(facts: RefereeFacts, workload: ScalableWorkload): readonly ScaledObject[] {
  return facts.scaledObjects.filter(({ spec: { scaleTargetRef } }) => targets(scaleTargetRef, workload));
}

/** Changes of the workload's count; the first entry is the count as it was found. */
export function pathOf(facts: RefereeFacts, workload: string): readonly ReplicaStep[] {
  return facts.replicaPaths.get(workload) ?? [];
}

/** When an event was last seen. */
export function lastSeen({ lastTimestamp, firstTimestamp }: EventFact): EpochMs | undefined {
  return parseTime(lastTimestamp) ?? parseTime(firstTimestamp);
}

function targets(reference: { readonly kind?: string; readonly name: string }, workload: ScalableWorkload): boolean {
  return reference.name === workload.metadata.name && (reference.kind || 'Deployment') === workload.kind;
}
