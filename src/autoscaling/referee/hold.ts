import type { Explanation } from '../decision/explanation.ts';
import type { HorizontalPodAutoscaler } from '../objects.ts';
import { type EpochMs, plusMs } from '../units.ts';
import type { RefereeFacts, ReplicaStep } from './facts.ts';
import type { NextStep } from './finding.ts';
import { downscaleStabilizationSeconds } from './sync.ts';

/** A stabilization window that keeps an HPA from the count it wants. */
export interface Hold {
  /** Absent: only the controller's memory could tell. */
  readonly until?: EpochMs;
  readonly because: string;
  readonly evidence: NextStep['evidence'];
  /** The count the window allows meanwhile, where that is known: steps up to it are free. */
  readonly allows?: number;
}

/** What holds an HPA that wants fewer: its decision tells, else its condition with the last time it raised the count. */
export function downHold(
  facts: RefereeFacts,
  hpa: HorizontalPodAutoscaler,
  path: readonly ReplicaStep[],
): Hold | undefined {
  const seconds = hpa.spec.behavior?.scaleDown?.stabilizationWindowSeconds ?? downscaleStabilizationSeconds;
  const because = `stabilization window of ${seconds} s`;
  const told = explainedHold(facts.explanations?.get(hpa.metadata.name), because);
  if (told) return told;
  const able = hpa.status?.conditions?.find(({ type }) => type === 'AbleToScale');
  if (able?.reason === 'ReadyForNewScale') return undefined;
  const raised = lastRaise(path, hpa.metadata.name);
  const until = raised === undefined ? undefined : plusMs(raised, seconds * 1000);
  const isHeld = able?.reason === 'ScaleDownStabilized';
  if (until !== undefined && until > facts.now) return { until, because, evidence: 'estimated' };
  return isHeld ? { because, evidence: 'unknown' } : undefined;
}

/** What holds an HPA that wants more: without a window of its own nothing does. */
export function upHold(facts: RefereeFacts, hpa: HorizontalPodAutoscaler): Hold | undefined {
  const seconds = hpa.spec.behavior?.scaleUp?.stabilizationWindowSeconds ?? 0;
  if (seconds === 0) return undefined;
  const because = `scale-up window of ${seconds} s`;
  const told = explainedHold(facts.explanations?.get(hpa.metadata.name), because);
  if (told) return told;
  const able = hpa.status?.conditions?.find(({ type }) => type === 'AbleToScale');
  return able?.reason === 'ScaleUpStabilized' ? { because, evidence: 'unknown' } : undefined;
}

function explainedHold(explanation: Explanation | undefined, because: string): Hold | undefined {
  const line = explanation?.lines.find(({ step, until }) => step === 'stabilization' && until !== undefined);
  if (line?.until === undefined) return undefined;
  const { until, evidence, to } = line;
  return { until, because, evidence, ...(to !== undefined && { allows: to }) };
}

/** When the HPA last wrote a higher count: it recommended that much then, and may have done so later. */
function lastRaise(path: readonly ReplicaStep[], name: string): EpochMs | undefined {
  const index = path.findLastIndex(
    (step, at) =>
      at > 0 &&
      step.by === 'hpa' &&
      (step.autoscaler ?? name) === name &&
      step.replicas > (path[at - 1]?.replicas ?? 0),
  );
  return path[index]?.at;
}
