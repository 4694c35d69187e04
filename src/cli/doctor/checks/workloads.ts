import { type Finding, fail, pass } from '../finding.ts';
import { rbacCommand, userIn } from '../rbac-command.ts';
import type { Check } from './check.ts';

/** Whether the scenario's Deployments are there. */
export const workloads: Check = {
  id: 'workload.there',
  run({ objects, scenario }): readonly Finding[] {
    const { namespace } = scenario.target;
    const unread = objects.unread.get('deployments');
    if (unread !== undefined) {
      const rights = { group: 'apps', resource: 'deployments', verbs: ['list', 'watch'], namespace };
      return [fail('workload.there', unread.message, rbacCommand(rights, userIn(unread.message)))];
    }
    return scenario.target.workloads.map(({ name }): Finding => {
      const id = `workload.there.${name}`;
      const found = objects.deployments.find(({ metadata }) => metadata.name === name);
      if (found === undefined)
        return fail(
          id,
          `there is no Deployment ${name} in namespace ${namespace}`,
          `kubectl -n ${namespace} get deployments`,
        );
      return pass(
        id,
        `Deployment ${name} has ${found.status?.readyReplicas ?? 0} of ${found.spec.replicas ?? 1} replicas ready`,
      );
    });
  },
};
