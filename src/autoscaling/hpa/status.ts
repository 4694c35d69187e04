import type { Condition, HorizontalPodAutoscalerStatus, MetricStatus } from '../objects.ts';

/** The fields a pass sets. Whatever else was in the status is dropped, as the controller drops it. */
export interface StatusFields {
  readonly currentReplicas: number;
  readonly desiredReplicas: number;
  readonly currentMetrics: readonly MetricStatus[] | null;
  readonly conditions: readonly Condition[];
  readonly lastScaleTime: string | undefined;
}

/** The status to write, or null where it says what is there already: the controller then leaves the object alone. */
export function changedStatus(
  before: HorizontalPodAutoscalerStatus | undefined,
  { lastScaleTime, ...fields }: StatusFields,
): HorizontalPodAutoscalerStatus | null {
  const after = { ...fields, ...(lastScaleTime !== undefined && { lastScaleTime }) };
  // The API leaves a count of zero out.
  return isSame({ currentReplicas: 0, desiredReplicas: 0, ...before }, after) ? null : after;
}

/** Equality as the API machinery has it: absent, null and empty are the same. */
function isSame(a: unknown, b: unknown): boolean {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  const left = new Map(Object.entries(a ?? {}));
  const right = new Map(Object.entries(b ?? {}));
  return [...new Set([...left.keys(), ...right.keys()])].every((key) => isSame(left.get(key), right.get(key)));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
