/**
 * The Kubernetes API shapes that autoscaling reads and writes, as JSON of the API server has them (times are RFC 3339
 * strings, quantities are strings). Only the fields Harmony uses are named; objects may carry more.
 */

export type * from './objects/horizontal-pod-autoscaler.ts';
export type * from './objects/meta.ts';
export type * from './objects/pod.ts';
export type * from './objects/scaled-object.ts';
