import { pauseState } from '../keda/pause.ts';
import type { ScaledObject } from '../objects.ts';
import { ambiguitiesOf } from './ambiguity.ts';
import { boundsApart } from './bounds-apart.ts';
import type { RefereeFacts, ScalableWorkload } from './facts.ts';
import type { NextStep } from './finding.ts';
import { hpaStep } from './hpa-step.ts';
import { operatorStep } from './operator-step.ts';
import { overlaps } from './overlap.ts';
import type { PlannedStep } from './planned-step.ts';
import { countOf, hpasOf, scaledObjectsOf } from './subjects.ts';

/**
 * Who takes the next step of a workload's count, which, and when at the earliest: KEDA's operator between 0 and 1 (or idle and the minimum),
 * an HPA everywhere else. Of several that would take one, the one whose moment comes first.
 */
export function nextStep(facts: RefereeFacts, workload: string): NextStep {
  const found = facts.workloads.find(({ metadata }) => metadata.name === workload);
  if (!found) return nobody('stays as it is', `there is no ${workload} in ${facts.namespace}`, 'unknown');
  const count = countOf(found);
  const scaledObjects = scaledObjectsOf(facts, found);
  const hpas = hpasOf(facts, found);
  const paused = scaledObjects.find((each) => pauseState(each).paused);
  if (paused && hpas.length === 0) return pausedStep(paused, count);
  if (scaledObjects.length === 0 && hpas.length === 0) {
    return nobody(`stays at ${count}`, 'no autoscaler has it as its target', 'observed');
  }
  const operator = scaledObjects.flatMap((each) => operatorStep(facts, each, count) ?? []);
  if (count === 0) return operator[0] ? told(operator[0], count) : disabledAtZero();
  const frozen = isFrozen(facts, found);
  const steps = [...operator, ...(frozen ? [] : hpas.map((hpa) => hpaStep(facts, hpa, found)))];
  const change = steps.filter(({ to }) => to !== count).toSorted(byMoment)[0];
  if (change) return told(change, count);
  if (frozen) return nobody(`stays at ${count}`, 'AmbiguousSelector: several HPAs select its pods', 'observed');
  const [held] = steps;
  return held ? told(held, count) : nobody(`stays at ${count}`, 'its HPA is not there yet', 'observed');
}

function isFrozen(facts: RefereeFacts, workload: ScalableWorkload): boolean {
  return overlaps(facts).some(
    (overlap) => overlap.workload === workload && !boundsApart(overlap) && ambiguitiesOf(facts, overlap).length > 0,
  );
}

/** Steps without a moment come last: something has to happen first. */
function byMoment(a: PlannedStep, b: PlannedStep): number {
  const [first, second] = [a.at ?? Number.POSITIVE_INFINITY, b.at ?? Number.POSITIVE_INFINITY];
  return first === second ? 0 : first - second;
}

function told({ owner, to, at, because, evidence }: PlannedStep, count: number): NextStep {
  return {
    owner,
    what: to === count ? `stays at ${count}` : `${count} → ${to}`,
    because,
    evidence,
    ...(at === undefined ? {} : { at }),
  };
}

function nobody(what: string, because: string, evidence: NextStep['evidence']): NextStep {
  return { owner: 'nobody', what, because, evidence };
}

function pausedStep(scaledObject: ScaledObject, count: number): NextStep {
  const { replicas } = pauseState(scaledObject);
  const because = `ScaledObject ${scaledObject.metadata.name} is paused`;
  if (replicas === undefined || replicas === count) return nobody(`stays at ${count}`, because, 'observed');
  return {
    owner: 'KEDA operator',
    what: `${count} → ${replicas}`,
    because: `${because} at ${replicas}`,
    evidence: 'observed',
  };
}

function disabledAtZero(): NextStep {
  return nobody('stays at 0', 'ScalingDisabled: an HPA leaves 0 alone, somebody else has to bring it up', 'observed');
}
