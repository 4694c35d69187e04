import { withDefaults } from '../../hpa/defaults.ts';
import type { HorizontalPodAutoscaler, MetricSpec } from '../../objects.ts';
import { parseMilli } from '../../quantity/milli.ts';
import { matchesSelector } from '../../selector.ts';
import type { UpdateMode, VerticalPodAutoscaler } from '../../vpa/objects.ts';
import { banner } from '../banner.ts';
import type { RefereeFacts, ScalableWorkload } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { callHpa, hpasOf, refOf, workloadNamed } from '../subjects.ts';

/** Modes in which a VPA changes pods that run, rather than only those that are created. */
const changesRunningPods: ReadonlySet<UpdateMode> = new Set(['Auto', 'Recreate', 'InPlaceOrRecreate']);

/**
 * A VPA that changes the requests an HPA divides by: utilization is usage over request, so each change of a request looks like a change of
 * load (kubernetes/autoscaler #6060). A target of AverageValue does not depend on requests, which is worth a word, not a warning.
 */
export function hpaAndVpa(facts: RefereeFacts): readonly Finding[] {
  return facts.vpas.flatMap((vpa) => {
    const mode = modeOf(vpa);
    const workload = workloadNamed(facts, vpa.spec.targetRef);
    if (mode === 'Off' || !workload) return [];
    return hpasOf(facts, workload).flatMap((hpa) =>
      withDefaults(hpa).metrics.flatMap((metric) => {
        const shared = sharedResource(vpa, metric, workload);
        return shared ? [finding(facts, { vpa, mode, hpa, workload, shared })] : [];
      }),
    );
  });
}

/** A resource that both look at. */
interface SharedResource {
  readonly resource: string;
  /** Containers the VPA sets it for and the HPA reads it of. */
  readonly containers: readonly string[];
  readonly utilization?: number;
  readonly averageValue?: string;
}

interface Pairing {
  readonly vpa: VerticalPodAutoscaler;
  readonly mode: UpdateMode;
  readonly hpa: HorizontalPodAutoscaler;
  readonly workload: ScalableWorkload;
  readonly shared: SharedResource;
}

function modeOf({ spec }: VerticalPodAutoscaler): UpdateMode {
  return spec.updatePolicy?.updateMode ?? 'Auto';
}

function sharedResource(
  vpa: VerticalPodAutoscaler,
  metric: MetricSpec,
  workload: ScalableWorkload,
): SharedResource | undefined {
  if (metric.type !== 'Resource' && metric.type !== 'ContainerResource') return undefined;
  const { name: resource, target } = metric.type === 'Resource' ? metric.resource : metric.containerResource;
  const containers = workload.spec.template.spec.containers
    .map(({ name }) => name)
    .filter((name) => metric.type === 'Resource' || metric.containerResource.container === name)
    .filter((name) => controls(vpa, name, resource));
  if (containers.length === 0) return undefined;
  const { averageUtilization, averageValue } = target;
  return {
    resource,
    containers,
    ...(averageUtilization === undefined ? {} : { utilization: averageUtilization }),
    ...(averageValue === undefined ? {} : { averageValue }),
  };
}

/** Whether the VPA sets this resource of this container. Its own policy counts before that of `*`; both resources are set unless told. */
function controls({ spec }: VerticalPodAutoscaler, container: string, resource: string): boolean {
  const policies = spec.resourcePolicy?.containerPolicies ?? [];
  const policy =
    policies.find(({ containerName }) => containerName === container) ??
    policies.find(({ containerName }) => containerName === '*');
  return policy?.mode !== 'Off' && (policy?.controlledResources ?? ['cpu', 'memory']).includes(resource);
}

function finding(facts: RefereeFacts, { vpa, mode, hpa, workload, shared }: Pairing): Finding {
  const { resource, utilization, averageValue } = shared;
  const { name } = vpa.metadata;
  const modeLine = `VPA ${name} spec.updatePolicy.updateMode ${mode}, controls ${resource} of ${shared.containers.join(', ')}`;
  const objects = [refOf(vpa), refOf(hpa), refOf(workload)];
  if (utilization === undefined) {
    return {
      id: 'hpa-and-vpa',
      severity: 'notice',
      title: banner(`VPA ${name} and ${callHpa(hpa)} both read ${resource}, which is fine: AverageValue`),
      evidence: [modeLine, `HPA ${hpa.metadata.name} ${resource} target averageValue ${averageValue ?? ''}`],
      advice: 'Nothing to do: a target of AverageValue does not divide by the request that the VPA changes.',
      objects,
    };
  }
  const moves = changesRunningPods.has(mode) ? moveLines(facts, { vpa, workload, shared }) : [];
  return {
    id: 'hpa-and-vpa',
    severity: moves.length > 0 ? 'conflict' : 'risk',
    title: banner(`VPA ${name} changes the ${resource} request that ${callHpa(hpa)} divides by`),
    evidence: [
      modeLine,
      `HPA ${hpa.metadata.name} ${resource} target averageUtilization ${utilization} % of request`,
      ...moves,
    ],
    advice: `Give the HPA an averageValue of ${resource}, or take ${resource} from the VPA: kubectl patch vpa ${name} -n ${facts.namespace} --type merge -p '{"spec":{"updatePolicy":{"updateMode":"Off"}}}'.`,
    objects,
  };
}

/** Requests of pods that differ from the recommendation by more than a tenth: the denominator is about to move, or on its way. */
function moveLines(
  { pods, namespace }: RefereeFacts,
  { vpa, workload, shared }: Pick<Pairing, 'vpa' | 'workload' | 'shared'>,
): readonly string[] {
  const mine = pods.filter(({ metadata }) => matchesSelector(workload.spec.selector, metadata.labels));
  const recommended = vpa.status?.recommendation?.containerRecommendations ?? [];
  return recommended.flatMap(({ containerName, target }) => {
    const wanted = target[shared.resource];
    if (wanted === undefined || !shared.containers.includes(containerName)) return [];
    for (const { metadata, spec } of mine) {
      const container = spec.containers.find(({ name }) => name === containerName);
      const request = container?.resources?.requests?.[shared.resource];
      if (request === undefined || isNear(request, wanted)) continue;
      return [
        `Pod ${metadata.namespace ?? namespace}/${metadata.name} ${containerName} requests ${shared.resource} ${request}; VPA ${vpa.metadata.name} status.recommendation target ${wanted}`,
      ];
    }
    return [];
  });
}

function isNear(request: string, wanted: string): boolean {
  const [is, target] = [Number(parseMilli(request)), Number(parseMilli(wanted))];
  return Math.abs(is - target) <= 0.1 * target;
}
