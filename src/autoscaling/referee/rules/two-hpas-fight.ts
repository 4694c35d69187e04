import type { HorizontalPodAutoscaler } from '../../objects.ts';
import type { EpochMs } from '../../units.ts';
import { ambiguitiesOf } from '../ambiguity.ts';
import { banner } from '../banner.ts';
import { boundsApart } from '../bounds-apart.ts';
import type { RefereeFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { type Overlap, overlaps } from '../overlap.ts';
import { type Pull, pullsOf } from '../pulls.ts';
import { callHpa, countOf, pathOf, refOf } from '../subjects.ts';
import { type Wish, wishOf } from '../wish.ts';

/**
 * Two HPAs on one workload that work against each other: they want different counts now, or what one did the other has just taken back, or
 * no count lies within the bounds of both, which no check of the controller prevents.
 */
export function twoHpasFight(facts: RefereeFacts): readonly Finding[] {
  return overlaps(facts).flatMap((overlap) => {
    const fight = fightOf(facts, overlap);
    return fight ? [finding(overlap, fight)] : [];
  });
}

interface Fight {
  readonly title: string;
  readonly evidence: readonly string[];
  readonly since?: EpochMs;
}

/** What shows that the pair fights; undefined when it does not. */
export function fightOf(facts: RefereeFacts, overlap: Overlap): Fight | undefined {
  const { first, second, workload, sameTarget } = overlap;
  const current = countOf(workload);
  // At zero the controller leaves every HPA disabled.
  if (!sameTarget || current === 0) return undefined;
  const pair = [first, second] as const;
  const pulls = pullsOf(pathOf(facts, workload.metadata.name), pair.map(nameOf), facts.now);
  const since = pulls[0]?.at;
  const told = { evidence: pulls.slice(-2).map((pull) => pullLine(workload.metadata.name, pull)), since };
  const apart = boundsApart(overlap);
  if (apart) return withSince({ ...told, title: apart.title, evidence: [...apart.evidence, ...told.evidence] });
  if (ambiguitiesOf(facts, overlap).length > 0) return undefined;
  const wishes = pair.map((hpa) => ({ hpa, wish: wishOf(facts, hpa, current) }));
  const [one, other] = wishes.map(({ wish }) => wish.replicas ?? null);
  const differ = typeof one === 'number' && typeof other === 'number' && one !== other;
  if (!differ && pulls.length === 0) return undefined;
  const evidence = [...wishes.flatMap((each) => wishLine(each)), ...told.evidence];
  const title = differ
    ? `FIGHT  ${callHpa(first, pair)} wants ${one}, ${callHpa(second, pair)} wants ${other}`
    : `FIGHT  ${callHpa(first, pair)} and ${callHpa(second, pair)} take back each other's steps`;
  return withSince({ title, evidence, since });
}

function withSince({ since, ...fight }: Omit<Fight, 'since'> & { readonly since: EpochMs | undefined }): Fight {
  return since === undefined ? fight : { ...fight, since };
}

function wishLine({ hpa, wish }: { readonly hpa: HorizontalPodAutoscaler; readonly wish: Wish }): readonly string[] {
  if (wish.replicas === null) return [];
  const shown = hpa.status?.desiredReplicas;
  const desired = shown === undefined ? '' : `, status.desiredReplicas ${shown}`;
  return [`HPA ${nameOf(hpa)} metrics want ${wish.replicas} (${wish.evidence})${desired}`];
}

function pullLine(workload: string, { from, to, autoscaler, agoSeconds }: Pull): string {
  return `${workload} spec.replicas ${from} → ${to} by ${autoscaler ?? 'an HPA'} ${agoSeconds} s ago, against the change before`;
}

function nameOf({ metadata }: HorizontalPodAutoscaler): string {
  return metadata.name;
}

function finding({ first, second, workload, evidence }: Overlap, fight: Fight): Finding {
  const { name, namespace = '' } = second.metadata;
  return {
    id: 'two-hpas-fight',
    severity: 'conflict',
    title: banner(fight.title),
    evidence: [...fight.evidence, ...evidence],
    advice: `Keep one: kubectl delete hpa ${name} -n ${namespace}. Put the metrics of both into it, so that the largest proposal wins.`,
    objects: [refOf(first), refOf(second), refOf(workload)],
    ...(fight.since === undefined ? {} : { since: fight.since }),
  };
}
