import { pauseState } from '../../keda/pause.ts';
import { type EpochMs, parseTime, plusMs } from '../../units.ts';
import { banner } from '../banner.ts';
import type { RefereeFacts, ReplicaStep, ScalableWorkload } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { replicasOwner, type Writer, writerOf } from '../replicas-owner.ts';
import { callHpa, countOf, hpasOf, pathOf, refOf, scaledObjectsOf } from '../subjects.ts';

/** GitOps heals every three minutes by default: turns further apart than this are not told as a fight that is on. */
const turnsMs = 300_000;

/**
 * Somebody besides the autoscaler who writes spec.replicas of its workload: GitOps that heals the field, a proportional autoscaler, a
 * manifest that carries it, a person. It is a fight while the two take turns, a risk where the writer comes back by itself.
 */
export function otherWriter(facts: RefereeFacts): readonly Finding[] {
  return facts.workloads.flatMap((workload) => {
    const hpa = hpasOf(facts, workload)[0];
    const scaledObject = scaledObjectsOf(facts, workload).find((each) => !pauseState(each).paused);
    const autoscaler = hpa ? callHpa(hpa) : scaledObject && 'KEDA';
    if (autoscaler === undefined) return [];
    const turn = latestTurn(facts, pathOf(facts, workload.metadata.name));
    const found = turn ?? ownerNow(facts, workload);
    return found ? [finding(facts, { workload, autoscaler, found })] : [];
  });
}

interface Found {
  readonly manager: string;
  readonly writer: Writer;
  readonly at?: EpochMs;
  readonly isTurn: boolean;
  readonly evidence: string;
}

/** The last time of late that the writer took back what the autoscaler did, or the other way round. */
function latestTurn(facts: RefereeFacts, path: readonly ReplicaStep[]): Found | undefined {
  for (let index = path.length - 1; index >= 2; index -= 1) {
    const [step, before, base] = [path[index], path[index - 1], path[index - 2]];
    if (!step || !before || !base || step.at < plusMs(facts.now, -turnsMs)) return undefined;
    if ((step.replicas - before.replicas) * (before.replicas - base.replicas) >= 0) continue;
    const [late, early] = [foreign(facts, step), foreign(facts, before)];
    const theirs = late ?? early;
    if (!theirs || !(isAutoscaler(step) || isAutoscaler(before))) continue;
    const evidence = `spec.replicas ${base.replicas} → ${before.replicas} by ${writtenBy(before)}, → ${step.replicas} by ${writtenBy(step)}`;
    return { ...theirs, at: step.at, isTurn: true, evidence };
  }
  return undefined;
}

function foreign(facts: RefereeFacts, { by }: ReplicaStep): { manager: string; writer: Writer } | undefined {
  const writer = by === undefined ? undefined : writerOf(facts, by);
  return by === undefined || writer === undefined ? undefined : { manager: by, writer };
}

function isAutoscaler({ by }: ReplicaStep): boolean {
  return by === 'hpa' || by === 'keda';
}

function writtenBy({ by, autoscaler }: ReplicaStep): string {
  return autoscaler ?? by ?? 'nobody known';
}

function ownerNow(facts: RefereeFacts, workload: ScalableWorkload): Found | undefined {
  const owner = replicasOwner(workload);
  const writer = owner?.manager === undefined ? undefined : writerOf(facts, owner.manager);
  if (owner?.manager === undefined || writer === undefined) return undefined;
  const at = parseTime(owner.time);
  return {
    manager: owner.manager,
    writer,
    isTurn: false,
    evidence: `metadata.managedFields manager ${owner.manager} (${owner.operation ?? 'Update'}) owns f:spec.f:replicas ${countOf(workload)}${owner.time ? ` since ${owner.time}` : ''}`,
    ...(at === undefined ? {} : { at }),
  };
}

/** Writers that come back without anybody asking them to. */
const comesBack: ReadonlySet<Writer> = new Set(['reconciler', 'proportional']);

function finding(
  facts: RefereeFacts,
  { workload, autoscaler, found }: { workload: ScalableWorkload; autoscaler: string; found: Found },
): Finding {
  const { name } = workload.metadata;
  const { manager, writer, isTurn, at } = found;
  return {
    id: 'other-writer',
    severity: isTurn && writer !== 'person' ? 'conflict' : comesBack.has(writer) ? 'risk' : 'notice',
    title: banner(
      isTurn
        ? `FIGHT  ${manager} and ${autoscaler} take turns at ${name} spec.replicas`
        : `OTHER WRITER  ${manager} set ${name} to ${countOf(workload)}, ${autoscaler} scales it`,
    ),
    evidence: [`${workload.kind} ${name} ${found.evidence}`],
    advice: adviceOn(writer, { name, namespace: facts.namespace }),
    objects: [refOf(workload)],
    ...(at === undefined ? {} : { since: at }),
  };
}

function adviceOn(writer: Writer, { name, namespace }: { readonly name: string; readonly namespace: string }): string {
  switch (writer) {
    case 'reconciler':
      return `Leave spec.replicas out of the manifest in Git, or ignore it (Argo CD: ignoreDifferences jsonPointers: ["/spec/replicas"] with RespectIgnoreDifferences=true).`;
    case 'proportional':
      return `Choose one: scale down the cluster-proportional-autoscaler that has --target=deployment/${name}, or delete the autoscaler.`;
    case 'manifest':
      return `Take spec.replicas out of the manifest, or each apply sets it back: kubectl apply edit-last-applied deployment/${name} -n ${namespace}.`;
    case 'person':
      return 'Set minReplicas or maxReplicas instead: the autoscaler undoes a count set by hand at its next pass.';
    case 'other':
      return `Find out who writes it: kubectl get deployment ${name} -n ${namespace} --show-managed-fields -o yaml.`;
  }
}
