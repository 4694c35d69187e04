import type { HorizontalPodAutoscaler } from '../../autoscaling/objects/horizontal-pod-autoscaler.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import type { SessionState } from '../../session/state.ts';
import { describeHpa } from './describe-hpa.ts';
import { podsTable } from './pods-table.ts';

/** A file of evidence and what is in it. */
export interface EvidenceFile {
  /** `conflict-current-pods.txt`. */
  readonly name: string;
  readonly text: string;
}

export interface EvidenceRequest {
  /** Id of the mode the cluster is in; files begin with it. */
  readonly mode: string;
  readonly now: EpochMs;
  /** What the custom metrics API answers for the workload's pods; absent where there is no such metric. */
  readonly podMetric?: unknown;
}

type Observed = Pick<SessionState, 'target' | 'pods' | 'hpas' | 'events'>;

/**
 * A moment of a run as kubectl would have shown it: the pods of the namespace, the HPAs KEDA made, those that people wrote, and the metric of
 * the pods. A file without content is left out.
 */
export function evidenceFiles(state: Observed, { mode, now, podMetric }: EvidenceRequest): readonly EvidenceFile[] {
  const hpas = [...state.hpas.values()].toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  // Between two objects kubectl prints two empty lines.
  const described = (some: readonly HorizontalPodAutoscaler[]) =>
    some.map((hpa) => describeHpa(hpa, state.events, now)).join('\n\n');
  const files: EvidenceFile[] = [
    { name: 'current-pods.txt', text: podsTable(state.pods.values(), state.target.namespace, now) },
    { name: 'keda-hpa-describe.txt', text: described(hpas.filter(isMadeByKeda)) },
    { name: 'manual-hpa-describe.txt', text: described(hpas.filter((hpa) => !isMadeByKeda(hpa))) },
    // As `kubectl get --raw` prints it: what the server sends, in one line.
    { name: 'pod-metric.json', text: podMetric === undefined ? '' : `${JSON.stringify(podMetric)}\n` },
  ];
  return files.filter(({ text }) => text !== '').map(({ name, text }) => ({ name: `${mode}-${name}`, text }));
}

function isMadeByKeda({ metadata }: HorizontalPodAutoscaler): boolean {
  return metadata.ownerReferences?.some(({ kind }) => kind === 'ScaledObject') ?? false;
}
