import { withDefaults as hpaSpecWithDefaults } from '../../autoscaling/hpa/defaults.ts';
import type { HorizontalPodAutoscaler, KubernetesObject, Pod, PodSpec } from '../../autoscaling/objects.ts';
import type { VerticalPodAutoscaler } from '../../autoscaling/vpa/objects.ts';
import type { Deployment, Job, PodTemplate } from '../../cluster/objects.ts';

/** The object with the fields the API server fills in for its kind when it is stored. The same object when none is missing. */
export function withDefaults(object: KubernetesObject): KubernetesObject {
  switch (object.kind) {
    case 'Deployment':
      return withSpec(object, deploymentDefaults((object as Deployment).spec));
    case 'Job':
      return withSpec(object, jobDefaults((object as Job).spec));
    case 'Pod':
      return podObjectDefaults(object as Pod);
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

function podObjectDefaults(pod: Pod): KubernetesObject {
  const complete = withSpec(pod, podDefaults(pod.spec));
  return pod.status === undefined ? { ...complete, status: { phase: 'Pending' } } : complete;
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
    { parallelism: 1, completions: 1, backoffLimit: 6 },
  );
}

function templateDefaults(template: PodTemplate): PodTemplate {
  const spec = podDefaults(template.spec);
  return spec === template.spec ? template : { ...template, spec };
}

function podDefaults(spec: PodSpec): PodSpec {
  return fill(spec, { restartPolicy: 'Always', terminationGracePeriodSeconds: 30 });
}

/** `object` with absent fields taken from `defaults`; `object` itself when it has them all. */
function fill<T extends object>(object: T, defaults: Partial<T>): T {
  const complete = Object.keys(defaults).every((key) => object[key as keyof T] !== undefined);
  return complete ? object : { ...defaults, ...object };
}
