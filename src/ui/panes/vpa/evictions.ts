import type { EpochMs } from '../../../autoscaling/units.ts';
import type { VerticalPodAutoscaler } from '../../../autoscaling/vpa/objects.ts';
import type { SessionState } from '../../../session/state.ts';
import { latestEvent } from '../../facts/event-time.ts';
import type { ClusterEvent } from '../../facts/workload.ts';

/** What the updater took away for one VPA, as far as its Events go back. */
export interface Evictions {
  readonly count: number;
  readonly lastAt: EpochMs;
  /** The pod that went last. */
  readonly lastPod: string;
}

/**
 * Evictions for a VPA; undefined when there were none. Updaters write an Event about the VPA since 1.4, and one about the pod always:
 * the pod is gone, so its name has to tell whose it was.
 */
export function evictionsOf(
  events: SessionState['events'],
  { metadata, spec }: VerticalPodAutoscaler,
): Evictions | undefined {
  const about = [...events.values()].filter(isAbout(metadata.name, spec.targetRef.name));
  const told = about.filter(({ reason }) => reason === 'EvictedPod');
  const evictions = told.length > 0 ? told : about;
  const latest = latestEvent(evictions, () => true);
  if (latest === undefined) return undefined;
  return {
    count: evictions.reduce((sum, { count = 1 }) => sum + count, 0),
    lastAt: latest.at,
    lastPod: podOf(latest.event),
  };
}

function isAbout(vpa: string, target: string): (event: ClusterEvent) => boolean {
  return ({ reason, involvedObject: { kind, name } }) =>
    kind === 'VerticalPodAutoscaler'
      ? reason === 'EvictedPod' && name === vpa
      : reason === 'EvictedByVPA' && name.startsWith(`${target}-`);
}

function podOf({ involvedObject, message }: ClusterEvent): string {
  if (involvedObject.kind === 'Pod') return involvedObject.name;
  return /evicted Pod (\S+)/.exec(message)?.[1] ?? '';
}
