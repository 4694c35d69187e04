import type { explainFromObjects } from '../../autoscaling/decision/from-objects.ts';
import type { SeenRescale } from '../../autoscaling/decision/seen.ts';
import type { HorizontalPodAutoscaler } from '../../autoscaling/objects.ts';
import type { SessionState } from '../state.ts';

type ObjectFacts = Parameters<typeof explainFromObjects>[0];
type Observed = Pick<SessionState, 'now' | 'events' | 'replicaPaths' | 'hpaCounts'>;

/** What objects, Events and the run so far tell of an HPA whose controller does not say what it decides. `key` is its uid. */
export function objectFacts(state: Observed, key: string, hpa: HorizontalPodAutoscaler): ObjectFacts {
  const { name } = hpa.metadata;
  return {
    now: state.now,
    hpa,
    events: [...state.events.values()].filter(({ involvedObject }) => involvedObject.name === name),
    seen: { counts: state.hpaCounts.get(key) ?? [], rescales: rescalesBy(state, name, hpa.spec.scaleTargetRef.name) },
  };
}

function rescalesBy({ replicaPaths }: Observed, hpa: string, workload: string): readonly SeenRescale[] {
  const path = replicaPaths.get(workload) ?? [];
  return path.flatMap(({ at, replicas, autoscaler }, index) => {
    const before = path[index - 1];
    return before && autoscaler === hpa ? [{ at, from: before.replicas, to: replicas }] : [];
  });
}
