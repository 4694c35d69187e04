import type { Rescale } from '../../autoscaling/figures/reversals.ts';
import type { ReplicaChange, SessionState } from '../../session/state.ts';
import { type AutoscalerKind, kindOf } from './autoscalers.ts';

/** A change of the replica count and, where it is known, which kind of autoscaler made it. */
export interface AttributedRescale extends Rescale {
  readonly by?: AutoscalerKind;
}

/** The changes of a workload's replica count, oldest first. An HPA that a mode has taken away since is still known by KEDA's naming. */
export function rescalesOf(changes: readonly ReplicaChange[], hpas: SessionState['hpas']): AttributedRescale[] {
  const kinds = new Map([...hpas.values()].map((hpa) => [hpa.metadata.name, kindOf(hpa)]));
  return changes.slice(1).map((change, index) => {
    const by = authorOf(change, kinds);
    return {
      at: change.at,
      from: changes[index]?.replicas ?? change.replicas,
      to: change.replicas,
      byAutoscaler: change.autoscaler !== undefined || change.by === 'hpa' || change.by === 'keda',
      ...(by && { by }),
    };
  });
}

function authorOf(
  { by, autoscaler }: ReplicaChange,
  kinds: ReadonlyMap<string, AutoscalerKind>,
): AutoscalerKind | undefined {
  if (autoscaler !== undefined) return kinds.get(autoscaler) ?? (autoscaler.startsWith('keda-hpa-') ? 'keda' : 'hpa');
  // The controller writes for every HPA, so `hpa` alone does not tell which.
  return by === 'keda' ? 'keda' : undefined;
}
