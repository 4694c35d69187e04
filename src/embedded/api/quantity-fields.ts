import type {
  Container,
  HorizontalPodAutoscaler,
  KubernetesObject,
  MetricSpec,
  MetricTarget,
  Pod,
  PodSpec,
} from '../../autoscaling/objects.ts';
import { parseQuantity, QuantityError } from '../../autoscaling/quantity/quantity.ts';
import type { Deployment, Job } from '../../cluster/objects.ts';
import { badRequest } from '../store/refusals.ts';

/** Checks that every quantity can be read: the API server fails to decode an object otherwise. @throws ClusterError 400 */
export function requireQuantities(object: KubernetesObject): void {
  for (const written of quantitiesOf(object)) {
    try {
      parseQuantity(written);
    } catch (error) {
      if (!(error instanceof QuantityError)) throw error;
      const [, version = object.apiVersion] = object.apiVersion.split('/');
      throw badRequest(
        `${object.kind} in version "${version}" cannot be handled as a ${object.kind}: ${error.message}`,
      );
    }
  }
}

function quantitiesOf(object: KubernetesObject): readonly string[] {
  switch (object.kind) {
    case 'Pod':
      return ofPodSpec((object as Pod).spec);
    case 'Deployment':
    case 'Job':
      return ofPodSpec((object as Deployment | Job).spec.template.spec);
    case 'HorizontalPodAutoscaler':
      return ((object as HorizontalPodAutoscaler).spec.metrics ?? []).flatMap((metric) => ofTarget(targetOf(metric)));
    default:
      return [];
  }
}

function ofPodSpec({ containers, initContainers = [], resources }: PodSpec): readonly string[] {
  return [{ resources }, ...containers, ...initContainers].flatMap(ofResources);
}

function ofResources({ resources }: { readonly resources?: Container['resources'] | undefined }): readonly string[] {
  return [...Object.values(resources?.requests ?? {}), ...Object.values(resources?.limits ?? {})];
}

function ofTarget({ value, averageValue }: MetricTarget): readonly string[] {
  return [value, averageValue].filter((quantity) => quantity !== undefined);
}

function targetOf(metric: MetricSpec): MetricTarget {
  switch (metric.type) {
    case 'Resource':
      return metric.resource.target;
    case 'ContainerResource':
      return metric.containerResource.target;
    case 'Pods':
      return metric.pods.target;
    case 'Object':
      return metric.object.target;
    case 'External':
      return metric.external.target;
    default:
      return metric satisfies never;
  }
}
