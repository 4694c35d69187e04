import type { HpaControllerOptions } from './contract.ts';

/** kube-controller-manager's flags and feature gates as they are by default in v1.36. */
export const defaultControllerOptions: HpaControllerOptions = {
  tolerance: 0.1,
  cpuInitializationPeriodSeconds: 300,
  initialReadinessDelaySeconds: 30,
  downscaleStabilizationSeconds: 300,
  profile: 'upstream',
  scaleToZero: false,
  configurableTolerance: true,
  podLevelResources: true,
};
