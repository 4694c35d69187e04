import type { HorizontalPodAutoscaler } from '../objects.ts';
import { formatSelector, matchesSelector } from '../selector.ts';
import type { RefereeFacts, ScalableWorkload } from './facts.ts';
import { workloadNamed } from './subjects.ts';

/** Two HPAs that the controller takes to control the same pods. */
export interface Overlap {
  readonly first: HorizontalPodAutoscaler;
  readonly second: HorizontalPodAutoscaler;
  /** The target of the first; that of the second, too, unless only the selectors overlap. */
  readonly workload: ScalableWorkload;
  readonly sameTarget: boolean;
  /** Names of pods both selectors match. */
  readonly pods: readonly string[];
  /** Why they overlap, with objects and fields. */
  readonly evidence: readonly string[];
}

/**
 * All pairs of HPAs on one target, or on targets whose selectors match the same pods, or would match the pods of the other's template. The
 * pair has KEDA's HPA first, else it is in order of names.
 */
export function overlaps(facts: RefereeFacts): readonly Overlap[] {
  const ordered = facts.hpas.toSorted((a, b) => rank(a) - rank(b) || (a.metadata.name < b.metadata.name ? -1 : 1));
  return ordered.flatMap((first, index) =>
    ordered.slice(index + 1).flatMap((second) => overlapOf(facts, first, second) ?? []),
  );
}

function rank(hpa: HorizontalPodAutoscaler): number {
  return hpa.metadata.ownerReferences?.some(({ kind }) => kind === 'ScaledObject') ? 0 : 1;
}

function overlapOf(
  facts: RefereeFacts,
  first: HorizontalPodAutoscaler,
  second: HorizontalPodAutoscaler,
): Overlap | undefined {
  const one = workloadNamed(facts, first.spec.scaleTargetRef);
  const other = workloadNamed(facts, second.spec.scaleTargetRef);
  if (!one || !other) return undefined;
  const sameTarget = one === other;
  const selected = facts.pods.filter(
    ({ metadata: { labels } }) =>
      matchesSelector(one.spec.selector, labels) && matchesSelector(other.spec.selector, labels),
  );
  const pods = selected.map(({ metadata }) => metadata.name);
  if (!sameTarget && pods.length === 0 && !selects(one, other) && !selects(other, one)) return undefined;
  return { first, second, workload: one, sameTarget, pods, evidence: evidenceOf(first, second, [one, other], pods) };
}

function selects(workload: ScalableWorkload, other: ScalableWorkload): boolean {
  return matchesSelector(workload.spec.selector, other.spec.template.metadata?.labels);
}

function evidenceOf(
  first: HorizontalPodAutoscaler,
  second: HorizontalPodAutoscaler,
  [one, other]: readonly [ScalableWorkload, ScalableWorkload],
  pods: readonly string[],
): readonly string[] {
  if (one === other) return [first, second].map(targetLine);
  const match =
    pods.length === 0 ? 'no pod yet' : `${pods.length} ${pods.length === 1 ? 'pod' : 'pods'}, e.g. ${pods[0]}`;
  return [
    targetLine(first),
    targetLine(second),
    `${one.kind} ${one.metadata.name} spec.selector ${formatSelector(one.spec.selector)} and ${other.kind} ${other.metadata.name} spec.selector ${formatSelector(other.spec.selector)} match the same pods: ${match}`,
  ];
}

function targetLine({ metadata, spec }: HorizontalPodAutoscaler): string {
  const { kind, name } = spec.scaleTargetRef;
  return `HPA ${metadata.name} spec.scaleTargetRef ${kind}/${name}`;
}
