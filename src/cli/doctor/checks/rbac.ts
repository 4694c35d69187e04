import { type Access, ClusterError, type ResourceType } from '../../../cluster/port.ts';
import { resources } from '../../../cluster/resources.ts';
import { type Finding, fail, pass, warn } from '../finding.ts';
import { type NeededRights, neededRights } from '../needed-rights.ts';
import type { Patient } from '../patient.ts';
import { rbacCommand, userIn } from '../rbac-command.ts';
import type { Check } from './check.ts';

/** Whether one may do everything the scenario does, by asking the server's own authorizers. */
export const rbac: Check = {
  id: 'rbac',
  async run(patient): Promise<readonly Finding[]> {
    const user = knownUser(patient);
    const needed = neededRights(patient.scenario, served(patient));
    return Promise.all(needed.map((rights) => examine(rights, patient, user)));
  },
};

async function examine(rights: NeededRights, { cluster }: Patient, user: string | undefined): Promise<Finding> {
  const { verbs, namespace, subresource, resource, group } = rights;
  const what = `${resource}${group === '' ? '' : `.${group}`}${subresource === undefined ? '' : `/${subresource}`}`;
  const where = namespace === undefined ? '' : ` in ${namespace}`;
  const id = `rbac.${what}${namespace === undefined ? '' : `.${namespace}`}`;
  try {
    const answers = await Promise.all(
      verbs.map(async (verb) => ({ verb, ...(await cluster.accessReview(accessOf(rights, verb))) })),
    );
    const denied = answers.filter(({ allowed }) => !allowed);
    const [first] = denied;
    if (first === undefined) return pass(id, `may ${verbs.join(', ')} ${what}${where}`);
    const missing = denied.map(({ verb }) => verb);
    const seen = `may not ${missing.join(', ')} ${what}${where}${first.reason === '' ? '' : `: ${first.reason}`}`;
    const fix = rbacCommand({ ...rights, verbs: missing }, user);
    return rights.isOptional ? warn(id, seen, fix) : fail(id, seen, fix);
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const asked = `kubectl auth can-i ${verbs[0]} ${what}${namespace === undefined ? '' : ` -n ${namespace}`}`;
    return warn(id, `rights on ${what}${where} cannot be asked for: ${error.message}`, asked);
  }
}

function accessOf({ group, resource, subresource, namespace }: NeededRights, verb: string): Access {
  return {
    verb,
    group,
    resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

/** KEDA's and VPA's kinds that are there; of those that are not, another check tells. */
function served({ objects }: Patient): readonly ResourceType[] {
  return [resources.scaledObjects, resources.verticalPodAutoscalers].filter(
    ({ plural }) => objects.unread.get(plural)?.code !== 404,
  );
}

/** The user's own name, where a refusal told it. */
function knownUser({ objects, ...lists }: Patient): string | undefined {
  const { pods, events, nodes, apiServices, allPods, allDeployments } = lists;
  const errors = [pods, events, nodes, apiServices, allPods, allDeployments].flatMap(({ error }) => error ?? []);
  return [...objects.unread.values(), ...errors].flatMap(({ message }) => userIn(message) ?? [])[0];
}
