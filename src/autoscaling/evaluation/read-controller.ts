import type { HpaControllerOptions } from '../hpa/contract.ts';
import type { Field } from './field.ts';

/** kube-controller-manager's flags and feature gates as they are by default. */
export const defaultOptions: HpaControllerOptions = {
  tolerance: 0.1,
  cpuInitializationPeriodSeconds: 300,
  initialReadinessDelaySeconds: 30,
  downscaleStabilizationSeconds: 300,
  profile: 'upstream',
  scaleToZero: false,
  configurableTolerance: true,
  podLevelResources: true,
};

/** The controller's flags; what is absent is at its default. @throws EvaluationError */
export function readController(controller: Field): HpaControllerOptions {
  controller.only(
    'tolerance',
    'cpuInitializationPeriodSeconds',
    'initialReadinessDelaySeconds',
    'downscaleStabilizationSeconds',
    'profile',
    'featureGates',
  );
  const amount = (name: Exclude<keyof HpaControllerOptions, 'profile' | GateOption>) =>
    controller.get(name).optional((field) => field.amount()) ?? defaultOptions[name];
  return {
    tolerance: amount('tolerance'),
    cpuInitializationPeriodSeconds: amount('cpuInitializationPeriodSeconds'),
    initialReadinessDelaySeconds: amount('initialReadinessDelaySeconds'),
    downscaleStabilizationSeconds: amount('downscaleStabilizationSeconds'),
    profile: controller.get('profile').optional((field) => field.oneOf(['upstream', 'gke'])) ?? defaultOptions.profile,
    ...readGates(controller.get('featureGates')),
  };
}

type GateOption = 'scaleToZero' | 'configurableTolerance' | 'podLevelResources';

/** Under Kubernetes' own names, as in `--feature-gates`. */
function readGates(gates: Field): Pick<HpaControllerOptions, GateOption> {
  if (!gates.isAbsent) gates.only('HPAScaleToZero', 'HPAConfigurableTolerance', 'PodLevelResources');
  const gate = (name: string, option: GateOption) =>
    gates.optional((field) => field.get(name).optional((each) => each.boolean())) ?? defaultOptions[option];
  return {
    scaleToZero: gate('HPAScaleToZero', 'scaleToZero'),
    configurableTolerance: gate('HPAConfigurableTolerance', 'configurableTolerance'),
    podLevelResources: gate('PodLevelResources', 'podLevelResources'),
  };
}
