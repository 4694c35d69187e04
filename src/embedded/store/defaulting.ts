import { withDefaults as hpaSpecWithDefaults } from '../../autoscaling/hpa/defaults.ts';
import type { HorizontalPodAutoscaler, KubernetesObject, Pod } from '../../autoscaling/objects.ts';
import type { VerticalPodAutoscaler } from '../../autoscaling/vpa/objects.ts';
import type { Deployment, Job, PodTemplate, ReplicaSet } from '../../cluster/objects.ts';
import { fill } from './fill.ts';
import { podDefaults, podSpecDefaults } from './pod-defaults.ts';
import { serviceDefaults } from './service-defaults.ts';

/** The object with the fields the API server fills in for its kind when it is stored. The same object when none is missing. */
export function withDefaults(object: KubernetesObject): KubernetesObject {
  switch (object.kind) {
    case 'Deployment':
      return withSpec(object, deploymentDefaults((object as Deployment).spec));
    case 'Job':
      return withSpec(object, jobDefaults((object as Job).spec));
    case 'Pod':
      return podDefaults(object as Pod);
    case 'ReplicaSet':
      return withSpec(object, replicaSetDefaults((object as ReplicaSet).spec));
    case 'Service':
      return serviceDefaults(object);
    case 'PodDisruptionBudget':
    case 'VerticalPodAutoscalerCheckpoint':
      // The spec may be left out, and then says nothing.
      return fill(object, { spec: {} });
    case 'Secret':
      return fill(object, { type: 'Opaque' });
    case 'HorizontalPodAutoscaler':
      return withSpec(object, hpaSpecWithDefaults(object as HorizontalPodAutoscaler));
    case 'VerticalPodAutoscaler':
      return vpaDefaults(object as VerticalPodAutoscaler);
    case 'Namespace':
      return namespaceDefaults(object);
    default:
      return object;
  }
}

function withSpec(object: KubernetesObject, spec: unknown): KubernetesObject {
  return spec === object.spec ? object : { ...object, spec };
}

/** Set by the VPA's own webhook. The mode was `Auto` until that name was deprecated. */
function vpaDefaults(vpa: VerticalPodAutoscaler): KubernetesObject {
  if (vpa.spec === undefined || vpa.spec.updatePolicy !== undefined) return vpa;
  return { ...vpa, spec: { ...vpa.spec, updatePolicy: { updateMode: 'Recreate' } } };
}

/** The finalizer keeps a namespace until everything in it is gone. */
function namespaceDefaults(namespace: KubernetesObject): KubernetesObject {
  if (namespace.spec !== undefined) return namespace;
  const { metadata } = namespace;
  return {
    ...namespace,
    metadata: { ...metadata, labels: { 'kubernetes.io/metadata.name': metadata.name, ...metadata.labels } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

function deploymentDefaults(spec: Deployment['spec']): Deployment['spec'] {
  const { strategy } = spec;
  const rolling = strategy?.type !== 'Recreate';
  return fill(
    {
      ...spec,
      template: templateDefaults(spec.template),
      strategy: rolling
        ? {
            type: 'RollingUpdate',
            rollingUpdate: fill(strategy?.rollingUpdate ?? {}, { maxSurge: '25%', maxUnavailable: '25%' }),
          }
        : { type: 'Recreate' },
    },
    { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 },
  );
}

function jobDefaults(spec: Job['spec']): Job['spec'] {
  return fill(
    { ...spec, template: templateDefaults(spec.template) },
    {
      parallelism: 1,
      // A Job with a parallelism and no number of completions works off a queue: it ends when its pods say so.
      ...(spec.parallelism === undefined ? { completions: 1 } : {}),
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      suspend: false,
      podReplacementPolicy: 'TerminatingOrFailed',
    },
  );
}

function replicaSetDefaults(spec: ReplicaSet['spec']): ReplicaSet['spec'] {
  const template = templateDefaults(spec.template);
  return fill(template === spec.template ? spec : { ...spec, template }, { replicas: 1 });
}

function templateDefaults(template: PodTemplate): PodTemplate {
  const spec = podSpecDefaults(template.spec);
  return spec === template.spec ? template : { ...template, spec };
}
