import { kedaConditions } from '../../autoscaling/keda/conditions.ts';
import { targetOf, typeText } from '../../autoscaling/keda/settings.ts';
import type { ScaledObject } from '../../autoscaling/objects.ts';
import type { World } from '../world.ts';

const component = 'keda-operator';

function emit(world: World, about: ScaledObject, type: 'Normal' | 'Warning', reason: string, message: string): void {
  world.events.record(about, type, reason, message, component);
}

function targetText({ metadata, spec }: ScaledObject): string {
  const target = targetOf(spec.scaleTargetRef);
  return `${typeText(target)} ${metadata.namespace}/${target.name}`;
}

/** Events of KEDA's operator about a ScaledObject. */
export const operatorEvents = {
  scalersStarted(world: World, about: ScaledObject): void {
    for (const { type } of about.spec.triggers)
      emit(world, about, 'Normal', 'KEDAScalersStarted', `Scaler ${type} is built`);
    emit(world, about, 'Normal', 'KEDAScalersStarted', 'Started scalers watch');
  },
  ready(world: World, about: ScaledObject): void {
    emit(world, about, 'Normal', 'ScaledObjectReady', 'ScaledObject is ready for scaling');
  },
  checkFailed(world: World, about: ScaledObject, message: string): void {
    emit(world, about, 'Warning', 'ScaledObjectCheckFailed', message);
  },
  paused(world: World, about: ScaledObject): void {
    emit(world, about, 'Normal', 'ScaledObjectPaused', 'ScaledObject is paused');
  },
  unpaused(world: World, about: ScaledObject): void {
    emit(world, about, 'Normal', 'ScaledObjectUnpaused', 'ScaledObject is unpaused');
  },
  activated(world: World, about: ScaledObject, from: number, to: number, metrics: readonly string[]): void {
    const by = metrics.length === 0 ? '' : `, triggered by ${metrics.join(';')}`;
    const message = `Scaled ${targetText(about)} from ${from} to ${to}${by}`;
    emit(world, about, 'Normal', 'KEDAScaleTargetActivated', message);
  },
  deactivated(world: World, about: ScaledObject, from: number, to: number): void {
    const message = `Deactivated ${targetText(about)} from ${from} to ${to}`;
    emit(world, about, 'Normal', 'KEDAScaleTargetDeactivated', message);
  },
  scalerFailed(world: World, about: ScaledObject, message: string): void {
    emit(world, about, 'Warning', 'KEDAScalerFailed', message);
  },
  fallbackActivated(world: World, about: ScaledObject): void {
    emit(world, about, 'Warning', 'ScaledObjectFallbackActivated', kedaConditions.fallback.message ?? '');
  },
  fallbackDeactivated(world: World, about: ScaledObject): void {
    emit(world, about, 'Normal', 'ScaledObjectFallbackDeactivated', kedaConditions.noFallback.message ?? '');
  },
};
