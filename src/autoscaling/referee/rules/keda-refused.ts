import { kedaKeys, targetOf, typeText } from '../../keda/settings.ts';
import { banner } from '../banner.ts';
import type { RefereeFacts, Refusal } from '../facts.ts';
import type { Finding } from '../finding.ts';

const webhook = 'admission webhook "vscaledobject.kb.io" denied the request: ';
const managed = /the workload '([^']+)' of type '([^']+)' is already managed by the (hpa|ScaledObject) '([^']+)'/;

/**
 * A ScaledObject that KEDA's webhook turned down. A refusal because of another autoscaler stands for as long as that one is there and the
 * workload is without a ScaledObject; other refusals are of the moment and stay for five minutes.
 */
export function kedaRefused(facts: RefereeFacts): readonly Finding[] {
  const latest = new Map<string, Finding>();
  for (const refusal of facts.refusals ?? []) {
    const finding = findingOf(facts, refusal);
    if (finding) latest.set(finding.title, finding);
  }
  for (const finding of failedChecks(facts)) latest.set(finding.title, finding);
  return [...latest.values()];
}

const momentMs = 300_000;

function findingOf(facts: RefereeFacts, { at, message }: Refusal): Finding | undefined {
  const start = message.indexOf(webhook);
  if (start < 0) return undefined;
  const reason = message.slice(start + webhook.length);
  const match = managed.exec(reason);
  if (!match) {
    if (facts.now - at > momentMs) return undefined;
    return {
      id: 'keda-refused',
      severity: 'risk',
      title: banner(`KEDA REFUSED  ${reason}`),
      evidence: [message],
      advice: 'Change the ScaledObject as the text says and apply it again.',
      objects: [],
      since: at,
    };
  }
  const [, workload = '', type = '', kind, name = ''] = match;
  if (!stands(facts, { workload, type, isHpa: kind === 'hpa', name })) return undefined;
  const { namespace } = facts;
  return {
    id: 'keda-refused',
    severity: 'risk',
    title: banner(`KEDA REFUSED  ${workload} already belongs to ${kind === 'hpa' ? 'HPA' : 'ScaledObject'} ${name}`),
    evidence: [message],
    advice:
      kind === 'hpa'
        ? `Let KEDA take it over: annotate the ScaledObject ${kedaKeys.transferHpaOwnership}: "true" and set advanced.horizontalPodAutoscalerConfig.name: ${name}; or kubectl delete hpa ${name} -n ${namespace}.`
        : `Put the triggers into that one, or kubectl delete scaledobject ${name} -n ${namespace}.`,
    objects: [{ kind: kind === 'hpa' ? 'HorizontalPodAutoscaler' : 'ScaledObject', namespace, name }],
    since: at,
  };
}

interface Claim {
  readonly workload: string;
  readonly type: string;
  readonly isHpa: boolean;
  readonly name: string;
}

/** Whether what was in the way still is. */
function stands({ hpas, scaledObjects }: RefereeFacts, { workload, type, isHpa, name }: Claim): boolean {
  if (!isHpa) return scaledObjects.some(({ metadata }) => metadata.name === name);
  const taken = scaledObjects.some(({ spec }) => {
    const target = targetOf(spec.scaleTargetRef);
    return target.name === workload && typeText(target) === type;
  });
  return !taken && hpas.some(({ metadata }) => metadata.name === name);
}

/** ScaledObjects that got past the webhook and that the operator refuses to work on. */
function failedChecks({ scaledObjects, namespace }: RefereeFacts): readonly Finding[] {
  return scaledObjects.flatMap(({ metadata: { name }, status }): readonly Finding[] => {
    const ready = status?.conditions?.find(({ type }) => type === 'Ready');
    if (ready?.status !== 'False' || ready.reason !== 'ScaledObjectCheckFailed') return [];
    return [
      {
        id: 'keda-refused',
        severity: 'risk',
        title: banner(`KEDA REFUSED  ScaledObject ${name}: ${ready.message ?? ready.reason}`),
        evidence: [`ScaledObject ${name} status.conditions Ready=False ${ready.reason}: ${ready.message ?? ''}`],
        advice: `Nothing scales by it until it is right: kubectl describe scaledobject ${name} -n ${namespace}.`,
        objects: [{ kind: 'ScaledObject', namespace, name }],
      },
    ];
  });
}
