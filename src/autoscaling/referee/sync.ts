/** How often the HPA controller looks at an HPA, in milliseconds (`--horizontal-pod-autoscaler-sync-period`). */
export const syncMs = 15_000;

/** How long the HPA controller holds a count on the way down unless told (`--horizontal-pod-autoscaler-downscale-stabilization`). */
export const downscaleStabilizationSeconds = 300;

/** Tolerance around a ratio of 1 (`--horizontal-pod-autoscaler-tolerance`). */
export const defaultTolerance = 0.1;
