import type { HorizontalPodAutoscaler, ScaledObject } from '../../autoscaling/objects.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import type { SessionState } from '../../session/state.ts';
import { latestEvent } from './event-time.ts';
import { type MetricReading, metricReadings } from './hpa-metrics.ts';
import type { ClusterEvent } from './workload.ts';

/** Who stands behind an HPA: a person wrote it, or KEDA made it from a ScaledObject. */
export type AutoscalerKind = 'keda' | 'hpa';

/** One autoscaler of a workload, as far as its objects tell. */
export interface Autoscaler {
  readonly kind: AutoscalerKind;
  readonly word: 'KEDA' | 'HPA';
  /** Of the HPA; of the ScaledObject while KEDA has not made one. */
  readonly name: string;
  readonly hpa?: HorizontalPodAutoscaler;
  readonly current?: number;
  readonly desired?: number;
  readonly min: number;
  readonly max: number;
  readonly metrics: readonly MetricReading[];
  /** Why it does not scale now, in the controller's words. */
  readonly problem?: string;
  readonly lastRescale?: { readonly text: string; readonly at: EpochMs; readonly times: number };
}

type Slice = Pick<SessionState, 'hpas' | 'scaledObjects' | 'events'>;

/** The autoscalers whose scale target is the workload, KEDA's first. */
export function autoscalersOf(state: Slice, namespace: string, workload: string): readonly Autoscaler[] {
  const aims = ({ metadata, spec }: HorizontalPodAutoscaler | ScaledObject): boolean =>
    spec.scaleTargetRef.name === workload && (metadata.namespace ?? namespace) === namespace;
  const hpas = [...state.hpas.values()].filter(aims).map((hpa) => fromHpa(hpa, state.events));
  const made = new Set(hpas.map(({ name }) => name));
  const waiting = [...state.scaledObjects.values()]
    .filter(aims)
    .filter((scaledObject) => !made.has(scaledObject.status?.hpaName ?? `keda-hpa-${scaledObject.metadata.name}`))
    .map(fromScaledObject);
  return [...hpas, ...waiting].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** Kind of the autoscaler an HPA belongs to. */
export function kindOf(hpa: HorizontalPodAutoscaler): AutoscalerKind {
  return hpa.metadata.ownerReferences?.some(({ kind }) => kind === 'ScaledObject') ? 'keda' : 'hpa';
}

function fromHpa(hpa: HorizontalPodAutoscaler, events: SessionState['events']): Autoscaler {
  const kind = kindOf(hpa);
  const { status } = hpa;
  const broken = status?.conditions?.find(
    ({ type, status: holds }) => (type === 'ScalingActive' || type === 'AbleToScale') && holds === 'False',
  );
  const rescale = latestEvent(events.values(), (event) => isRescaleOf(event, hpa.metadata.name));
  return {
    kind,
    word: kind === 'keda' ? 'KEDA' : 'HPA',
    name: hpa.metadata.name,
    hpa,
    ...(status?.currentReplicas !== undefined && { current: status.currentReplicas }),
    ...(status?.desiredReplicas !== undefined && { desired: status.desiredReplicas }),
    min: hpa.spec.minReplicas ?? 1,
    max: hpa.spec.maxReplicas,
    metrics: metricReadings(hpa),
    ...(broken && { problem: broken.reason ?? broken.type }),
    ...(rescale && {
      lastRescale: { text: rescale.event.message, at: rescale.at, times: rescale.event.count ?? 1 },
    }),
  };
}

/** A ScaledObject that has no HPA: refused, paused, or just created. */
function fromScaledObject(scaledObject: ScaledObject): Autoscaler {
  const ready = scaledObject.status?.conditions?.find(({ type }) => type === 'Ready');
  return {
    kind: 'keda',
    word: 'KEDA',
    name: scaledObject.metadata.name,
    min: scaledObject.spec.minReplicaCount ?? 0,
    max: scaledObject.spec.maxReplicaCount ?? 100,
    metrics: [],
    problem: ready?.status === 'False' ? (ready.reason ?? 'not ready') : 'no HPA yet',
  };
}

function isRescaleOf(event: ClusterEvent, hpa: string): boolean {
  const { involvedObject, reason } = event;
  return (
    reason === 'SuccessfulRescale' && involvedObject.kind === 'HorizontalPodAutoscaler' && involvedObject.name === hpa
  );
}

function rank({ kind }: Autoscaler): number {
  return kind === 'keda' ? 0 : 1;
}
