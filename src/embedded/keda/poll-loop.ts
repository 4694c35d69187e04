import { activeCondition, type ConditionText, kedaConditions } from '../../autoscaling/keda/conditions.ts';
import { isOn } from '../../autoscaling/keda/pause.ts';
import { type PollDecision, pollDecision } from '../../autoscaling/keda/poll.ts';
import { kedaKeys, scaledObjectSettings } from '../../autoscaling/keda/settings.ts';
import type { HorizontalPodAutoscaler, ScaledObject } from '../../autoscaling/objects.ts';
import { formatTime } from '../../autoscaling/units.ts';
import type { Cancel } from '../../cluster/clock.ts';
import { resources } from '../../cluster/resources.ts';
import type { World } from '../world.ts';
import { pollTriggers, type Round } from './metric-reader.ts';
import { operatorEvents } from './operator-events.ts';
import { scaleTarget, writeReplicas } from './scale-target.ts';
import { conditionStatus, currentScaledObject, patchStatus } from './scaled-object-status.ts';
import type { TriggerScalers } from './trigger-scalers.ts';

/** Starts the operator's poll loop of a ScaledObject: once at once, then every pollingInterval. Returns what stops it. */
export function startPollLoop(world: World, scaledObject: ScaledObject, scalers: TriggerScalers): Cancel {
  const turn = () => {
    const current = currentScaledObject(world, scaledObject);
    if (current) pollOnce(world, current, scalers);
  };
  const stop = world.clock.every(scaledObjectSettings(scaledObject).pollingSeconds * 1000, turn);
  turn();
  return stop;
}

function pollOnce(world: World, scaledObject: ScaledObject, scalers: TriggerScalers): void {
  const round = pollTriggers(world, scaledObject, scalers);
  const target = scaleTarget(world.store, scaledObject);
  if (!target) return;
  const now = world.clock.now();
  const { active, error } = round.activity;
  const decision = pollDecision({ now, scaledObject, active, error, currentReplicas: target.replicas });
  if (decision.action.kind === 'scale') {
    writeReplicas(world, target, decision.action.to);
    tell(world, scaledObject, decision, round);
  }
  const forced = isOn(scaledObject.metadata.annotations?.[kedaKeys.forceActivation]);
  const ready = readyCondition(scaledObject, decision, error);
  patchStatus(world, scaledObject, decision.refreshesLastActive ? { lastActiveTime: formatTime(now) } : {}, [
    ready,
    activeCondition(decision.reason, forced),
    hpaActiveCondition(world, scaledObject),
  ]);
  if (ready === kedaConditions.ready) operatorEvents.ready(world, scaledObject);
}

function tell(world: World, scaledObject: ScaledObject, { action, reason }: PollDecision, round: Round): void {
  if (action.kind !== 'scale') return;
  const { from, to } = action;
  if (reason === 'activated') operatorEvents.activated(world, scaledObject, from, to, round.activity.activeMetrics);
  if (reason === 'deactivated') operatorEvents.deactivated(world, scaledObject, from, to);
}

/** Ready reflects errors of triggers, and recovers with the first round that has none. */
function readyCondition(scaledObject: ScaledObject, decision: PollDecision, error: boolean): ConditionText | undefined {
  if (decision.reason === 'partialError') return kedaConditions.partialTriggerError;
  if (decision.reason === 'triggerError') return kedaConditions.triggerError;
  return !error && conditionStatus(scaledObject, 'Ready') !== 'True' ? kedaConditions.ready : undefined;
}

/** HPAActive repeats what the generated HPA says of itself. */
function hpaActiveCondition(world: World, scaledObject: ScaledObject): ConditionText | undefined {
  const hpa = world.store.get<HorizontalPodAutoscaler>(
    resources.horizontalPodAutoscalers,
    scaledObject.metadata.namespace,
    scaledObjectSettings(scaledObject).hpaName,
  );
  const active = hpa?.status?.conditions?.find(({ type }) => type === 'ScalingActive');
  if (!active) return undefined;
  const { status, reason, message } = active;
  const text = { ...(reason === undefined ? {} : { reason }), ...(message === undefined ? {} : { message }) };
  // An HPA that rests because the target is at zero is as it should be.
  return { type: 'HPAActive', status: reason === 'ScalingDisabled' ? 'True' : status, ...text };
}
