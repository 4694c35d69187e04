import type { ContainerStatus, Pod } from '../../../autoscaling/objects.ts';
import { matchesSelector } from '../../../autoscaling/selector.ts';
import type { Deployment } from '../../../cluster/objects.ts';
import { type Finding, fail, pass, warn } from '../finding.ts';
import type { Check } from './check.ts';
import { targets } from './requests.ts';

const pullFailures = new Set(['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull']);

/** Whether the workloads' images were pulled: by a pod that runs, or by one that says why it does not. */
export const images: Check = {
  id: 'workload.images',
  run(patient): readonly Finding[] {
    const { items } = patient.pods;
    return items === undefined ? [] : targets(patient).map((deployment) => examine(deployment, items));
  },
};

function examine({ metadata, spec }: Deployment, pods: readonly Pod[]): Finding {
  const { name, namespace } = metadata;
  const id = `workload.images.${name}`;
  const own = pods.filter((pod) => matchesSelector(spec.selector, pod.metadata.labels));
  const statuses = own.flatMap(({ status }) => [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
  ]);
  const failed = statuses.find(({ state }) => pullFailures.has(state?.waiting?.reason ?? ''));
  const describe = `kubectl -n ${namespace} describe pods`;
  if (failed !== undefined)
    return fail(id, `${failed.image ?? failed.name} is not pulled: ${reasonOf(failed)}`, describe);
  const { containers, initContainers = [] } = spec.template.spec;
  const needed = [...initContainers, ...containers].flatMap(({ image }) => image ?? []);
  if (statuses.some(hasRun)) return pass(id, `${needed.join(', ')}: pulled by a pod that is there`);
  return warn(id, `${needed.join(', ')}: no pod has pulled it yet, so the first ones take longer`, describe);
}

/** What runs or ran was pulled. */
function hasRun({ state, lastState }: ContainerStatus): boolean {
  return [state?.running, state?.terminated, lastState?.terminated].some((run) => run !== undefined);
}

function reasonOf({ state }: ContainerStatus): string {
  return state?.waiting?.message ?? state?.waiting?.reason ?? '';
}
