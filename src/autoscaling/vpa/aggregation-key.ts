import type { Labels } from '../selector.ts';

/**
 * What containers must share for their samples to be counted together: namespace, container name and the exact labels of the
 * pod. Pods of a new revision (another pod-template-hash) hence start a new aggregate; a VPA merges all that its selector matches.
 */
export interface AggregationKey {
  readonly namespace: string;
  readonly containerName: string;
  readonly podLabels: Labels;
}

/** The key as text, equal for equal keys whatever the order of the labels. */
export function aggregationKeyText({ namespace, containerName, podLabels }: AggregationKey): string {
  const labels = Object.entries(podLabels).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify([namespace, containerName, labels]);
}
