import type { HpaControllerOptions } from '../../autoscaling/hpa/contract.ts';
import type { ControllerProfile } from '../world.ts';

/** kube-controller-manager's flags and feature gates as they are by default, and the profile of the cluster. */
export function defaultControllerOptions(profile: ControllerProfile): HpaControllerOptions {
  return {
    tolerance: 0.1,
    cpuInitializationPeriodSeconds: 300,
    initialReadinessDelaySeconds: 30,
    downscaleStabilizationSeconds: 300,
    profile,
    scaleToZero: false,
    configurableTolerance: true,
    podLevelResources: true,
  };
}
