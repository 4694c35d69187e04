import type { Container, PodSpec } from '../../autoscaling/objects.ts';
import { parseQuantity, QuantityError } from '../../autoscaling/quantity/quantity.ts';

/** Field errors of a pod's spec, or of that of a template. (pkg/apis/core/validation, ValidatePodSpec) */
export function podSpecProblems(spec: PodSpec | undefined, path: string): readonly string[] {
  if (spec?.containers === undefined || spec.containers.length === 0) return [`${path}.containers: Required value`];
  const { containers, initContainers = [], terminationGracePeriodSeconds: grace = 0 } = spec;
  return [
    ...containers.flatMap((container, index) => containerProblems(container, `${path}.containers[${index}]`)),
    ...initContainers.flatMap((container, index) => containerProblems(container, `${path}.initContainers[${index}]`)),
    ...duplicateNames(containers, `${path}.containers`, []),
    ...duplicateNames(initContainers, `${path}.initContainers`, containers),
    ...(grace < 0
      ? [`${path}.terminationGracePeriodSeconds: Invalid value: ${grace}: must be greater than or equal to 0`]
      : []),
  ];
}

function containerProblems(container: Container, path: string): readonly string[] {
  const { name, image } = container;
  const isLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name ?? '');
  return [
    ...(name ? [] : [`${path}.name: Required value`]),
    ...(name && !isLabel ? [`${path}.name: Invalid value: "${name}": ${labelRule}`] : []),
    ...(image ? [] : [`${path}.image: Required value`]),
    ...requestsAboveLimits(container, `${path}.resources.requests`),
  ];
}

const labelRule =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

function duplicateNames(
  containers: readonly Container[],
  path: string,
  others: readonly Container[],
): readonly string[] {
  const seen = new Set(others.map(({ name }) => name));
  return containers.flatMap(({ name }, index) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [`${path}[${index}].name: Duplicate value: "${name}"`];
  });
}

function requestsAboveLimits({ resources = {} }: Container, path: string): readonly string[] {
  const { requests = {}, limits = {} } = resources;
  return Object.entries(requests).flatMap(([resource, request]) => {
    const limit = limits[resource];
    if (limit === undefined || !isGreater(request, limit)) return [];
    return [`${path}: Invalid value: "${request}": must be less than or equal to ${resource} limit of ${limit}`];
  });
}

/** False for what cannot be read: that is refused elsewhere. */
function isGreater(quantity: string, other: string): boolean {
  try {
    return parseQuantity(quantity).nano > parseQuantity(other).nano;
  } catch (error) {
    if (error instanceof QuantityError) return false;
    throw error;
  }
}
