import { epochMs } from '../../units.ts';
import { type Ambiguity, ambiguitiesOf } from '../ambiguity.ts';
import { banner } from '../banner.ts';
import { boundsApart } from '../bounds-apart.ts';
import type { RefereeFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { type Overlap, overlaps } from '../overlap.ts';
import { callHpa, refOf } from '../subjects.ts';

/**
 * Two HPAs that select the same pods: kube-controller-manager (kubernetes/kubernetes #112011) computes nothing for either and says
 * AmbiguousSelector. Bounds that cannot both be kept are enforced all the same, so such a pair is a fight.
 */
export function twoHpasFrozen(facts: RefereeFacts): readonly Finding[] {
  return overlaps(facts).flatMap((overlap) => {
    const ambiguities = ambiguitiesOf(facts, overlap);
    return ambiguities.length === 0 || boundsApart(overlap) ? [] : [finding(overlap, ambiguities)];
  });
}

function finding({ first, second, workload, evidence }: Overlap, ambiguities: readonly Ambiguity[]): Finding {
  const pair = [first, second];
  const moments = ambiguities.flatMap(({ since }) => (since === undefined ? [] : [since]));
  const redundant = second.metadata;
  return {
    id: 'two-hpas-frozen',
    severity: 'conflict',
    title: banner(`FROZEN  ${callHpa(first, pair)} and ${callHpa(second, pair)} select the same pods: neither acts`),
    evidence: [...ambiguities.map((ambiguity) => ambiguity.evidence), ...evidence],
    advice: `Keep one: kubectl delete hpa ${redundant.name} -n ${redundant.namespace ?? ''}. Put the metrics of both into it; the largest proposal wins.`,
    objects: [refOf(first), refOf(second), refOf(workload)],
    ...(moments.length === 0 ? {} : { since: epochMs(Math.min(...moments)) }),
  };
}
