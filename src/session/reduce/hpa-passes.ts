import type { HpaDecision } from '../../autoscaling/hpa/contract.ts';
import type { HorizontalPodAutoscaler } from '../../autoscaling/objects.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import type { DecidedHpa } from '../../cluster/port.ts';
import type { HpaPass } from '../state.ts';
import { bounds } from './bounds.ts';
import type { Draft } from './draft.ts';

/** Notes a pass whose controller tells what it decides. One that is told twice, as to somebody who joins late, is noted once. */
export function passDecided(draft: Draft, { uid, name }: DecidedHpa, { at, desired, metrics }: HpaDecision): void {
  const workload = draft.state.hpas.get(uid)?.spec.scaleTargetRef.name;
  if (workload === undefined) return;
  const ratios = metrics.flatMap(({ ratio }) => (ratio === null || Number.isNaN(ratio) ? [] : [ratio]));
  note(draft, workload, { at, hpa: name, desired, ratio: ratios.length === 0 ? null : Math.max(...ratios) });
}

/** Notes a pass that only shows in the HPA's status, from what was made of it there: wanting twice the count is twice the target. */
export function passShown(draft: Draft, key: string, hpa: HorizontalPodAutoscaler, at: EpochMs): void {
  const seen = draft.state.decisions.has(key) ? undefined : draft.state.hpaCounts.get(key)?.at(-1);
  if (seen?.at !== at) return;
  const { current, desired, wants } = seen;
  const ratio = wants === undefined || current === 0 ? null : wants / current;
  note(draft, hpa.spec.scaleTargetRef.name, { at, hpa: hpa.metadata.name, desired, ratio });
}

function note(draft: Draft, workload: string, pass: HpaPass): void {
  const { state } = draft;
  const passes = state.hpaPasses.get(workload) ?? [];
  if (passes.some(({ at, hpa }) => at === pass.at && hpa === pass.hpa)) return;
  state.hpaPasses = draft.put(state.hpaPasses, workload, draft.push(passes, pass, bounds.hpaPasses));
}
