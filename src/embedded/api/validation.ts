import { validateHpa } from '../../autoscaling/hpa/validation.ts';
import type { HorizontalPodAutoscaler, KubernetesObject, Pod, PodSpec } from '../../autoscaling/objects.ts';
import { matchesSelector } from '../../autoscaling/selector.ts';
import type { Deployment, Job } from '../../cluster/objects.ts';
import type { PodDisruptionBudget } from '../eviction/pod-disruption-budget.ts';
import { invalid } from '../store/refusals.ts';
import { disruptionBudgetProblems } from './disruption-budget-validation.ts';
import {
  fieldAt,
  frozenDataProblems,
  immutable,
  podUpdateProblems,
  serviceUpdateProblems,
} from './immutable-fields.ts';
import { labelProblems } from './label-validation.ts';
import { metricSourceProblems } from './metric-source-validation.ts';
import { podSpecProblems } from './pod-spec-validation.ts';
import { requireQuantities } from './quantity-fields.ts';

/** Field errors of an object as it is about to be stored. @throws ClusterError 422 when there are any, 400 for a quantity that is none */
export function validate(object: KubernetesObject, previous: KubernetesObject | undefined): void {
  const problems = [
    ...nameProblems(object.metadata.name),
    ...labelProblems(object),
    ...finalizerProblems(object, previous),
    ...problemsByKind(object, previous),
  ];
  if (problems.length === 0) requireQuantities(object);
  if (problems.length > 0) throw invalid(object, problems);
}

function problemsByKind(object: KubernetesObject, previous: KubernetesObject | undefined): readonly string[] {
  switch (object.kind) {
    case 'HorizontalPodAutoscaler':
      return [
        ...validateHpa(object as HorizontalPodAutoscaler, { scaleToZero: false }).map(
          ({ path, message }) => `${path}: Invalid value: ${message}`,
        ),
        ...metricSourceProblems(object as HorizontalPodAutoscaler),
      ];
    case 'Deployment':
      return deploymentProblems(object as Deployment, previous as Deployment | undefined);
    case 'Job':
      return jobProblems(object as Job, previous as Job | undefined);
    case 'Pod':
      return [
        ...podSpecProblems((object as Pod).spec, 'spec'),
        ...podUpdateProblems(object as Pod, previous as Pod | undefined),
      ];
    case 'ReplicaSet':
      return immutable('spec.selector', fieldAt(object, 'selector'), fieldAt(previous, 'selector'));
    case 'Service':
      return serviceUpdateProblems(object, previous);
    case 'ConfigMap':
    case 'Secret':
      return frozenDataProblems(object, previous);
    case 'PodDisruptionBudget':
      return disruptionBudgetProblems(object as PodDisruptionBudget);
    default:
      return [];
  }
}

function deploymentProblems({ spec }: Deployment, previous: Deployment | undefined): readonly string[] {
  const { selector, template, replicas = 1 } = spec;
  const problems = [
    ...podSpecProblems(template.spec, 'spec.template.spec'),
    ...alwaysRestarted(template.spec),
    ...standstill(spec),
  ];
  if (!Number.isInteger(replicas) || replicas < 0) {
    problems.push(`spec.replicas: Invalid value: ${replicas}: must be greater than or equal to 0`);
  }
  const labels = template.metadata?.labels;
  if (!matchesSelector(selector, labels)) {
    const shown = JSON.stringify(labels ?? {});
    problems.push(
      `spec.template.metadata.labels: Invalid value: ${shown}: \`selector\` does not match template \`labels\``,
    );
  }
  return [...problems, ...immutable('spec.selector', selector, previous?.spec.selector)];
}

function jobProblems({ spec }: Job, previous: Job | undefined): readonly string[] {
  const problems = [...podSpecProblems(spec.template.spec, 'spec.template.spec')];
  const { restartPolicy } = spec.template.spec;
  if (restartPolicy !== 'OnFailure' && restartPolicy !== 'Never') {
    const supported = 'supported values: "OnFailure", "Never"';
    problems.push(`spec.template.spec.restartPolicy: Unsupported value: "${restartPolicy}": ${supported}`);
  }
  const fixed = ['completions', 'selector', 'template'] as const;
  return [
    ...problems,
    ...fixed.flatMap((name) => immutable(`spec.${name}`, fieldAt({ spec }, name), fieldAt(previous, name))),
  ];
}

/** The pods of what keeps pods running are always started again. */
function alwaysRestarted(spec: PodSpec | undefined): readonly string[] {
  const { restartPolicy = 'Always' } = spec ?? {};
  if (restartPolicy === 'Always') return [];
  return [`spec.template.spec.restartPolicy: Unsupported value: "${restartPolicy}": supported values: "Always"`];
}

/** A rolling update that may neither add a pod nor take one away would never end. */
function standstill({ strategy }: Deployment['spec']): readonly string[] {
  const { maxSurge, maxUnavailable } = strategy?.rollingUpdate ?? {};
  const isNone = (amount: number | string | undefined): boolean => amount === 0 || amount === '0%';
  if (!isNone(maxSurge) || !isNone(maxUnavailable)) return [];
  const path = 'spec.strategy.rollingUpdate.maxUnavailable';
  return [`${path}: Invalid value: ${JSON.stringify(maxUnavailable)}: may not be 0 when \`maxSurge\` is 0`];
}

function nameProblems(name: string): readonly string[] {
  if (/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name)) return [];
  return [
    `metadata.name: Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'`,
  ];
}

/** Nobody can ask for more clean-up once an object is on its way out. */
function finalizerProblems({ metadata }: KubernetesObject, previous: KubernetesObject | undefined): readonly string[] {
  if (previous?.metadata.deletionTimestamp === undefined) return [];
  const added = (metadata.finalizers ?? []).filter((finalizer) => !previous.metadata.finalizers?.includes(finalizer));
  if (added.length === 0) return [];
  const shown = added.map((finalizer) => `"${finalizer}"`).join(', ');
  const why = 'no new finalizers can be added if the object is being deleted, found new finalizers';
  return [`metadata.finalizers: Forbidden: ${why} []string{${shown}}`];
}
