import type { Container, Pod } from '../../autoscaling/objects.ts';
import { badRequest } from '../store/refusals.ts';

/** Whose log is meant: the only container of a pod need not be named. @throws ClusterError 400 */
export function loggedContainer({ metadata, spec }: Pod, wanted: string | undefined): string {
  const { containers, initContainers = [] } = spec;
  if (wanted !== undefined) {
    if ([...containers, ...initContainers].some(({ name }) => name === wanted)) return wanted;
    throw badRequest(`container ${wanted} is not valid for pod ${metadata.name}`);
  }
  const [only, ...others] = containers;
  if (only !== undefined && others.length === 0) return only.name;
  const init = initContainers.length === 0 ? '' : ` or one of the init containers: [${names(initContainers)}]`;
  throw badRequest(
    `a container name must be specified for pod ${metadata.name}, choose one of: [${names(containers)}]${init}`,
  );
}

function names(containers: readonly Container[]): string {
  return containers.map(({ name }) => name).join(' ');
}
