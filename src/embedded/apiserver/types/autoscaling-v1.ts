import type { TypeTable } from './notation.ts';

/** HPAs of the first version, and the scale subresource. */
export const autoscalingV1Types: TypeTable = {
  HorizontalPodAutoscaler: `
    1 metadata:ObjectMeta, 2 spec!:HorizontalPodAutoscalerSpec, 3 status:HorizontalPodAutoscalerStatus`,
  HorizontalPodAutoscalerSpec: `
    1 scaleTargetRef!:CrossVersionObjectReference, 2 minReplicas?:int, 3 maxReplicas!:int,
    4 targetCPUUtilizationPercentage?:int`,
  HorizontalPodAutoscalerStatus: `
    1 observedGeneration?:int, 2 lastScaleTime:Time, 3 currentReplicas!:int, 4 desiredReplicas!:int,
    5 currentCPUUtilizationPercentage?:int`,
  CrossVersionObjectReference: '1 kind!, 2 name!, 3 apiVersion',
  Scale: '1 metadata:ObjectMeta, 2 spec:ScaleSpec, 3 status:ScaleStatus',
  ScaleSpec: '1 replicas:int',
  ScaleStatus: '1 replicas!:int, 2 selector?',
};
