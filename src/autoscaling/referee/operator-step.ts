import { pauseState } from '../keda/pause.ts';
import { type ScaledObjectSettings, scaledObjectSettings } from '../keda/settings.ts';
import type { ScaledObject } from '../objects.ts';
import { type EpochMs, epochMs, parseTime, plusMs } from '../units.ts';
import type { RefereeFacts } from './facts.ts';
import type { PlannedStep } from './planned-step.ts';

const owner = 'KEDA operator';

/**
 * What KEDA's operator would do with the count next; undefined where it leaves it to the HPA. It brings a workload up from 0 (or idle) when
 * a trigger is active and down to it when none has been for the cooldown, from any count (SPEC of KEDA: the HPA is not asked).
 */
export function operatorStep(facts: RefereeFacts, scaledObject: ScaledObject, count: number): PlannedStep | undefined {
  const pause = pauseState(scaledObject);
  if (pause.paused) return undefined;
  const settings = scaledObjectSettings(scaledObject);
  const { minReplicas, idleReplicas, pollingSeconds } = settings;
  const isActive = activeOf(scaledObject);
  const rest = idleReplicas ?? (minReplicas === 0 ? 0 : undefined);
  const poll = `next poll, every ${pollingSeconds} s`;
  if (count === 0 || (idleReplicas !== undefined && count < minReplicas)) {
    if (pause.scaleOut) return { owner, to: count, because: 'paused-scale-out: nothing goes up', evidence: 'observed' };
    const to = Math.max(1, minReplicas);
    if (isActive === true) return { owner, to, because: `a trigger is active: ${poll}`, evidence: 'estimated' };
    // Without idle mode a count below the minimum is put right at once, active or not.
    if (idleReplicas === undefined && minReplicas > 0)
      return { owner, to, because: `minReplicaCount ${minReplicas}: ${poll}`, evidence: 'estimated' };
    return { owner, to: count, because: `stays until a trigger is active: ${poll}`, evidence: 'observed' };
  }
  if (rest === undefined || count <= rest || isActive !== false || pause.scaleIn) return undefined;
  return { owner, to: rest, ...cooldown(facts.now, scaledObject, settings) };
}

/** Whether a trigger is active, by the condition Active; undefined where it does not tell. */
function activeOf({ status }: ScaledObject): boolean | undefined {
  const active = status?.conditions?.find(({ type }) => type === 'Active')?.status;
  return active === 'True' ? true : active === 'False' ? false : undefined;
}

function cooldown(
  now: EpochMs,
  { metadata, status }: ScaledObject,
  { cooldownSeconds, initialCooldownSeconds }: ScaledObjectSettings,
): Pick<PlannedStep, 'at' | 'because' | 'evidence'> {
  const lastActive = parseTime(status?.lastActiveTime);
  const from = lastActive ?? parseTime(metadata.creationTimestamp);
  const seconds = lastActive === undefined ? initialCooldownSeconds : cooldownSeconds;
  const because =
    lastActive === undefined ? `initialCooldownPeriod ${seconds} s, never active` : `cooldownPeriod ${seconds} s`;
  if (from === undefined) return { because, evidence: 'unknown' };
  return { at: epochMs(Math.max(now, plusMs(from, seconds * 1000))), because, evidence: 'observed' };
}
