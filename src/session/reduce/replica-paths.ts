import { type EpochMs, parseTime } from '../../autoscaling/units.ts';
import type { CoreEvent, Deployment } from '../../cluster/objects.ts';
import { replicasWriter } from '../replicas-writer.ts';
import type { ReplicaChange, SessionState } from '../state.ts';
import { bounds } from './bounds.ts';
import type { Draft } from './draft.ts';

/** A controller writes the scale first and its Event after; the two watches deliver them in any order. */
const eventLagMs = 10_000;

/** Notes the workload's replica count when it is new. */
export function replicasSeen(draft: Draft, deployment: Deployment, at: EpochMs): void {
  const { state } = draft;
  const { name } = deployment.metadata;
  const path = state.replicaPaths.get(name) ?? [];
  // The API server defaults the field; an object from a manifest may still lack it.
  const replicas = deployment.spec.replicas ?? 1;
  if (path.at(-1)?.replicas === replicas) return;
  const by = path.length === 0 ? undefined : replicasWriter(deployment);
  const change =
    path.length === 0 ? { at, replicas } : withEvents(state, name, { at, replicas, ...(by ? { by } : {}) });
  state.replicaPaths = draft.put(state.replicaPaths, name, draft.push(path, change, bounds.replicaChanges));
}

/** An Event about a rescale tells who made the change that was seen before it. */
export function attributeToEvent(draft: Draft, event: CoreEvent, at: EpochMs): void {
  const rescale = rescaleOf(draft.state, event);
  if (!rescale) return;
  const path = draft.state.replicaPaths.get(rescale.workload) ?? [];
  const index = path.findLastIndex((change) => change.replicas === rescale.replicas && at - change.at <= eventLagMs);
  const change = path[index];
  // The first entry is the count as it was found, which nobody changed.
  if (!change || index === 0) return;
  const attributed = attribute(change, rescale);
  if (attributed === change) return;
  const { state } = draft;
  state.replicaPaths = draft.put(state.replicaPaths, rescale.workload, draft.replace(path, index, attributed));
}

function withEvents(state: SessionState, workload: string, change: ReplicaChange): ReplicaChange {
  for (const event of [...state.events.values()].reverse()) {
    const told = parseTime(event.lastTimestamp);
    if (told === undefined || Math.abs(change.at - told) > eventLagMs) continue;
    const rescale = rescaleOf(state, event);
    if (rescale?.workload === workload && rescale.replicas === change.replicas) return attribute(change, rescale);
  }
  return change;
}

interface ToldRescale {
  readonly workload: string;
  readonly replicas: number;
  readonly by: 'hpa' | 'keda';
  readonly autoscaler?: string;
}

/** What an Event tells of a rescale: the HPA controller's `New size: N; reason: …`, KEDA's `Scaled … from A to B`. */
function rescaleOf(state: SessionState, event: CoreEvent): ToldRescale | undefined {
  const { name } = event.involvedObject;
  if (event.reason === 'SuccessfulRescale') {
    const size = /^New size: (\d+);/.exec(event.message)?.[1];
    const hpa = [...state.hpas.values()].find(({ metadata }) => metadata.name === name);
    const workload = hpa?.spec.scaleTargetRef.name;
    return size && workload ? { workload, replicas: Number(size), by: 'hpa', autoscaler: name } : undefined;
  }
  if (event.reason === 'KEDAScaleTargetActivated' || event.reason === 'KEDAScaleTargetDeactivated') {
    const size = / from \d+ to (\d+)/.exec(event.message)?.[1];
    const scaledObject = [...state.scaledObjects.values()].find(({ metadata }) => metadata.name === name);
    const workload = scaledObject?.spec.scaleTargetRef.name;
    return size && workload ? { workload, replicas: Number(size), by: 'keda' } : undefined;
  }
  return undefined;
}

/** The change as the Event tells it; unchanged where managedFields already name someone else, or the same. */
function attribute(change: ReplicaChange, { by, autoscaler }: ToldRescale): ReplicaChange {
  if (change.by !== undefined && change.by !== by) return change;
  if (change.by === by && (autoscaler === undefined || change.autoscaler !== undefined)) return change;
  return { ...change, by, ...(autoscaler === undefined ? {} : { autoscaler }) };
}
