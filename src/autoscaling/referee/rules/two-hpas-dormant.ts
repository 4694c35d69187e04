import { ambiguitiesOf } from '../ambiguity.ts';
import { banner } from '../banner.ts';
import type { RefereeFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { type Overlap, overlaps } from '../overlap.ts';
import { callHpa, countOf, refOf } from '../subjects.ts';
import { fightOf } from './two-hpas-fight.ts';

/** Two HPAs that select the same pods and neither freeze nor fight yet. */
export function twoHpasDormant(facts: RefereeFacts): readonly Finding[] {
  return overlaps(facts).flatMap((overlap) =>
    ambiguitiesOf(facts, overlap).length > 0 || fightOf(facts, overlap) ? [] : [finding(facts, overlap)],
  );
}

function finding(facts: RefereeFacts, overlap: Overlap): Finding {
  const { first, second, workload, evidence } = overlap;
  const pair = [first, second];
  const { title, reason } = outlook(overlap);
  const { name, namespace = facts.namespace } = second.metadata;
  return {
    id: 'two-hpas-dormant',
    severity: 'risk',
    title: banner(`TWO HPAS  ${callHpa(first, pair)} and ${callHpa(second, pair)} ${title}`),
    evidence: [...evidence, reason],
    advice: `Keep one before they meet: kubectl delete hpa ${name} -n ${namespace}.`,
    objects: [refOf(first), refOf(second), refOf(workload)],
  };
}

/** What keeps them apart for now. The controller walks the pods that exist, so without pods nothing is ambiguous. */
function outlook({ first, second, workload, sameTarget, pods }: Overlap): { title: string; reason: string } {
  const { name } = workload.metadata;
  if (sameTarget && countOf(workload) === 0)
    return {
      title: `share ${name}, which is at 0`,
      reason: `${workload.kind} ${name} spec.replicas 0: the HPA controller is disabled and does not look at selectors`,
    };
  if (pods.length === 0)
    return {
      title: `share ${name}: no pods yet, then both freeze`,
      reason: `no pod matches spec.selector of ${workload.kind} ${name}, so nothing is ambiguous yet; an upstream controller freezes both as soon as pods exist`,
    };
  const unseen = [first, second].filter(({ status }) => status?.conditions === undefined);
  if (unseen.length > 0)
    return {
      title: `share ${name}: no pass yet`,
      reason: `HPA ${unseen.map(({ metadata }) => metadata.name).join(', ')} has no status yet: the first pass freezes both, or starts a fight`,
    };
  if (!sameTarget)
    return {
      title: 'select the same pods: averages mix',
      reason: 'each average counts pods of the other workload; a current upstream controller would freeze both',
    };
  return {
    title: `share ${name}: they agree for now`,
    reason: 'both want the same count, and this controller does not check for AmbiguousSelector',
  };
}
