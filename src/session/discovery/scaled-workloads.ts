import type { CrossVersionObjectReference, HorizontalPodAutoscaler, ScaledObject } from '../../autoscaling/objects.ts';
import { parseTime } from '../../autoscaling/units.ts';
import type { VerticalPodAutoscaler } from '../../autoscaling/vpa/objects.ts';
import type { Deployment } from '../../cluster/objects.ts';
import type { NamespaceObjects } from './namespace-objects.ts';

/** A Deployment and everything that scales it. */
export interface ScaledWorkload {
  readonly deployment: Deployment;
  /** Those KEDA made from a ScaledObject included. */
  readonly hpas: readonly HorizontalPodAutoscaler[];
  readonly scaledObjects: readonly ScaledObject[];
  readonly vpas: readonly VerticalPodAutoscaler[];
  /** How many people would count: a ScaledObject and the HPA it made are one. */
  readonly autoscalerCount: number;
}

/** Every Deployment of the namespace with its autoscalers: most of them first, then the one rescaled last, then by name. */
export function scaledWorkloads(objects: NamespaceObjects): readonly ScaledWorkload[] {
  return objects.deployments.map((deployment) => scaledWorkload(objects, deployment)).toSorted(byInterest);
}

/** Autoscalers whose target is no Deployment of the namespace, as `KIND NAME → TARGET`. */
export function strayAutoscalers({ deployments, hpas, scaledObjects, vpas }: NamespaceObjects): readonly string[] {
  const names = new Set(deployments.map(({ metadata }) => metadata.name));
  const stray = (autoscaler: { readonly kind: string; readonly metadata: { readonly name: string } }, to: Target) =>
    isDeployment(to) && names.has(to.name)
      ? []
      : [`${autoscaler.kind} ${autoscaler.metadata.name} → ${to.kind || 'Deployment'} ${to.name}`];
  return [
    ...scaledObjects.flatMap((each) => stray(each, each.spec.scaleTargetRef)),
    ...hpas.filter((hpa) => !isMadeByKeda(hpa)).flatMap((each) => stray(each, each.spec.scaleTargetRef)),
    ...vpas.flatMap((each) => stray(each, each.spec.targetRef)),
  ];
}

type Target = Pick<CrossVersionObjectReference, 'name'> & { readonly kind?: string };

function scaledWorkload({ hpas, scaledObjects, vpas }: NamespaceObjects, deployment: Deployment): ScaledWorkload {
  const isTarget = (to: Target) => isDeployment(to) && to.name === deployment.metadata.name;
  const own = {
    hpas: hpas.filter(({ spec }) => isTarget(spec.scaleTargetRef)),
    scaledObjects: scaledObjects.filter(({ spec }) => isTarget(spec.scaleTargetRef)),
    vpas: vpas.filter(({ spec }) => isTarget(spec.targetRef)),
  };
  const byHand = own.hpas.filter((hpa) => !isMadeByKeda(hpa)).length;
  return { deployment, ...own, autoscalerCount: byHand + own.scaledObjects.length + own.vpas.length };
}

/** A ScaledObject that names no kind means a Deployment. */
function isDeployment({ kind }: Target): boolean {
  return !kind || kind === 'Deployment';
}

function isMadeByKeda({ metadata }: HorizontalPodAutoscaler): boolean {
  return metadata.ownerReferences?.some(({ kind }) => kind === 'ScaledObject') === true;
}

function byInterest(a: ScaledWorkload, b: ScaledWorkload): number {
  return (
    b.autoscalerCount - a.autoscalerCount ||
    lastRescaleMs(b) - lastRescaleMs(a) ||
    (a.deployment.metadata.name < b.deployment.metadata.name ? -1 : 1)
  );
}

function lastRescaleMs({ hpas }: ScaledWorkload): number {
  return Math.max(0, ...hpas.map(({ status }) => parseTime(status?.lastScaleTime) ?? 0));
}
