import { type AutoscalerOptions, defaultOptions } from '../../autoscaling/cluster-autoscaler/options.ts';
import type { PricingModel } from '../../autoscaling/cluster-autoscaler/price.ts';
import type { ClusterAutoscalerModel } from '../setup.ts';

/** What a core and a GiB are worth an hour where the price expander compares pods with nodes: what the autoscaler takes on GCE. */
export const pricing: PricingModel = { cpuCoreHourUsd: 0.033174, memoryGibHourUsd: 0.004446 };

/** The autoscaler's flags: its own defaults where the scenario sets none. */
export function optionsOf(model: ClusterAutoscalerModel): AutoscalerOptions {
  const ms = (seconds: number | undefined, otherwise: number) => (seconds === undefined ? otherwise : seconds * 1000);
  return {
    ...defaultOptions,
    scanIntervalMs: ms(model.scanIntervalSeconds, defaultOptions.scanIntervalMs),
    expanders: model.expander === undefined ? defaultOptions.expanders : [model.expander],
    scaleDownDelayAfterAddMs: ms(model.scaleDownDelayAfterAddSeconds, defaultOptions.scaleDownDelayAfterAddMs),
    scaleDownUnneededMs: ms(model.scaleDownUnneededSeconds, defaultOptions.scaleDownUnneededMs),
    scaleDownUtilizationThreshold: model.scaleDownUtilizationThreshold ?? defaultOptions.scaleDownUtilizationThreshold,
  };
}
