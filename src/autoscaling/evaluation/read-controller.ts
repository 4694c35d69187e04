import type { HpaControllerOptions } from '../hpa/contract.ts';
import { defaultControllerOptions } from '../hpa/default-options.ts';
import type { Field } from './field.ts';

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
    controller.get(name).optional((field) => field.amount()) ?? defaultControllerOptions[name];
  return {
    tolerance: amount('tolerance'),
    cpuInitializationPeriodSeconds: amount('cpuInitializationPeriodSeconds'),
    initialReadinessDelaySeconds: amount('initialReadinessDelaySeconds'),
    downscaleStabilizationSeconds: amount('downscaleStabilizationSeconds'),
    profile:
      controller.get('profile').optional((field) => field.oneOf(['upstream', 'gke'])) ??
      defaultControllerOptions.profile,
    ...readGates(controller.get('featureGates')),
  };
}

type GateOption = 'scaleToZero' | 'configurableTolerance' | 'podLevelResources';

/** Under Kubernetes' own names, as in `--feature-gates`. */
function readGates(gates: Field): Pick<HpaControllerOptions, GateOption> {
  if (!gates.isAbsent) gates.only('HPAScaleToZero', 'HPAConfigurableTolerance', 'PodLevelResources');
  const gate = (name: string, option: GateOption) =>
    gates.optional((field) => field.get(name).optional((each) => each.boolean())) ?? defaultControllerOptions[option];
  return {
    scaleToZero: gate('HPAScaleToZero', 'scaleToZero'),
    configurableTolerance: gate('HPAConfigurableTolerance', 'configurableTolerance'),
    podLevelResources: gate('PodLevelResources', 'podLevelResources'),
  };
}
