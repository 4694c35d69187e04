import type { ScaledObject } from '../objects.ts';
import { type EpochMs, parseTime, plusMs } from '../units.ts';
import { isOn, pauseState } from './pause.ts';
import { kedaKeys, type ScaledObjectSettings, scaledObjectSettings } from './settings.ts';

/** What one round of queries over all triggers found. */
export interface PollInput {
  readonly now: EpochMs;
  readonly scaledObject: ScaledObject;
  /** Any trigger active, see `activity.ts`. */
  readonly active: boolean;
  /** Any trigger failed, and no fallback value took its place. */
  readonly error: boolean;
  /** spec.replicas of the target. */
  readonly currentReplicas: number;
}

/** Which rule of the operator's loop applied. */
export type PollReason =
  | 'paused'
  | 'activated'
  | 'partialError'
  | 'alreadyActive'
  | 'scaleOutPaused'
  | 'fallbackHolds'
  | 'triggerError'
  | 'deactivated'
  | 'cooldown'
  | 'scaleInPaused'
  | 'raisedToMinimum'
  | 'nothingToDo';

/** What the operator's poll loop does with the target; the HPA owns every step between 1 and the maximum. */
export interface PollDecision {
  readonly action: { readonly kind: 'none' } | { readonly kind: 'scale'; readonly from: number; readonly to: number };
  readonly reason: PollReason;
  /** One sentence with the figures that decided. */
  readonly because: string;
  /** While cooling down: the first moment at which the step is due. */
  readonly until?: EpochMs;
  /** lastActiveTime becomes now. */
  readonly refreshesLastActive: boolean;
}

/** One turn of the operator's loop (KEDA pkg/scaling/executor, RequestScale). */
export function pollDecision(input: PollInput): PollDecision {
  const settings = scaledObjectSettings(input.scaledObject);
  const pause = pauseState(input.scaledObject);
  if (pause.paused) return pausedDecision(input.currentReplicas, pause.replicas);
  const forced = isOn(input.scaledObject.metadata.annotations?.[kedaKeys.forceActivation]);
  return input.active || forced
    ? activeDecision(input, settings, pause.scaleOut)
    : inactiveDecision(input, settings, pause.scaleIn, pause.scaleOut);
}

function pausedDecision(current: number, hold: number | undefined): PollDecision {
  if (hold === undefined || hold === current) return stay('paused', `paused at ${current}`);
  return scale('paused', current, hold, `paused, held at ${hold}`);
}

function activeDecision(input: PollInput, settings: ScaledObjectSettings, scaleOutPaused: boolean): PollDecision {
  const { currentReplicas: current, error } = input;
  const idle = settings.idleReplicas !== undefined && current < settings.minReplicas;
  if (idle || current === 0) {
    if (scaleOutPaused) return stay('scaleOutPaused', 'a trigger is active, scale-out is paused by annotation');
    const to = Math.max(1, settings.minReplicas);
    return {
      ...scale('activated', current, to, `a trigger is active: ${current} to ${to}`),
      refreshesLastActive: true,
    };
  }
  if (error) return stay('partialError', 'some triggers fail; the time of last activity is not refreshed');
  return { ...stay('alreadyActive', `a trigger is active, the HPA scales ${current}`), refreshesLastActive: true };
}

function inactiveDecision(
  input: PollInput,
  settings: ScaledObjectSettings,
  scaleInPaused: boolean,
  scaleOutPaused: boolean,
): PollDecision {
  const { currentReplicas: current, error, scaledObject } = input;
  const { idleReplicas: idle, minReplicas: min } = settings;
  if (error) {
    const fallback = scaledObject.spec.fallback;
    if (!fallback) return stay('triggerError', 'triggers fail; KEDA never scales to zero on errors');
    if (fallback.replicas !== 0) return stay('fallbackHolds', `triggers fail; the fallback holds ${fallback.replicas}`);
  }
  if ((idle !== undefined && current > idle) || (current > 0 && min === 0)) {
    if (scaleInPaused) return stay('scaleInPaused', 'no trigger is active, scale-in is paused by annotation');
    return cooldownDecision(input, settings, idle ?? 0);
  }
  if (idle === undefined && current < min) {
    if (scaleOutPaused) return stay('scaleOutPaused', 'below the minimum, scale-out is paused by annotation');
    return scale('raisedToMinimum', current, min, `${current} is below minReplicaCount ${min}`);
  }
  return stay('nothingToDo', `no trigger is active; the HPA scales ${current} down to ${settings.hpaMinReplicas}`);
}

function cooldownDecision(input: PollInput, settings: ScaledObjectSettings, to: number): PollDecision {
  const over = cooldownEnd(input.scaledObject, settings);
  if (over < input.now) {
    return scale('deactivated', input.currentReplicas, to, `no trigger was active for longer than the cooldown`);
  }
  const waitSeconds = Math.ceil((over - input.now) / 1000);
  return {
    ...stay('cooldown', `no trigger is active; ${waitSeconds} s of cooldown left before ${to}`),
    until: plusMs(over, 1),
  };
}

/** The cooldown is over strictly after this: counted from the last activity, or from creation where there was none yet. */
export function cooldownEnd(scaledObject: ScaledObject, settings: ScaledObjectSettings): EpochMs {
  const lastActive = parseTime(scaledObject.status?.lastActiveTime);
  if (lastActive !== undefined) return plusMs(lastActive, settings.cooldownSeconds * 1000);
  const created = parseTime(scaledObject.metadata.creationTimestamp);
  return created === undefined ? (0 as EpochMs) : plusMs(created, settings.initialCooldownSeconds * 1000);
}

function stay(reason: PollReason, because: string): PollDecision {
  return { action: { kind: 'none' }, reason, because, refreshesLastActive: false };
}

function scale(reason: PollReason, from: number, to: number, because: string): PollDecision {
  return { action: { kind: 'scale', from, to }, reason, because, refreshesLastActive: false };
}
