import type { Finding } from '../../autoscaling/referee/finding.ts';
import type { Autoscaler } from './autoscalers.ts';

/** Findings about the workload or its autoscalers, in their order; neighbours in the namespace have their own. */
export function findingsAbout(
  findings: readonly Finding[],
  autoscalers: readonly Autoscaler[],
  workload: string,
): readonly Finding[] {
  const names = new Set([workload, ...autoscalers.map(({ name }) => name)]);
  return findings.filter(({ objects }) => objects.some(({ name }) => names.has(name)));
}
