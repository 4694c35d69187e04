/** Rights on one resource. */
export interface Rights {
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly verbs: readonly string[];
  /** Absent: the whole cluster. */
  readonly namespace?: string;
}

/** Their resources are metrics, which discovery does not list as such: `kubectl create role` refuses them. */
const groupsOfMetrics: ReadonlySet<string> = new Set(['custom.metrics.k8s.io', 'external.metrics.k8s.io']);

/** The commands that give a user rights. An administrator runs them, so the user has to be named. */
export function rbacCommand(rights: Rights, user = 'USER'): string {
  const { namespace } = rights;
  const name = roleName(rights);
  const kind = namespace === undefined ? 'clusterrole' : 'role';
  const place = namespace === undefined ? '' : ` -n ${namespace}`;
  const role = groupsOfMetrics.has(rights.group) ? appliedRole(rights, name) : createdRole(rights, name);
  const binding = `kubectl create ${kind}binding ${name}${place} --${kind}=${name} --user=${user}`;
  return `${role} && ${binding}${user === 'USER' ? '  # USER: as kubectl auth whoami says' : ''}`;
}

/** A name of its own for each resource, so that the commands can all be run. */
function roleName({ group, resource, subresource }: Rights): string {
  const words = ['harmony', resource, subresource, group.endsWith('metrics.k8s.io') ? 'metrics' : undefined];
  const name = words
    .filter((word) => word !== undefined)
    .join('-')
    .toLowerCase();
  return name.replaceAll(/[^a-z0-9-]+/g, '-');
}

function createdRole({ group, resource, subresource, verbs, namespace }: Rights, name: string): string {
  const full = `${resource}${group === '' ? '' : `.${group}`}${subresource === undefined ? '' : `/${subresource}`}`;
  const role = namespace === undefined ? `clusterrole ${name}` : `role ${name} -n ${namespace}`;
  return `kubectl create ${role} --verb=${verbs.join(',')} --resource=${full}`;
}

function appliedRole({ group, resource, subresource, verbs, namespace }: Rights, name: string): string {
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: namespace === undefined ? 'ClusterRole' : 'Role',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    rules: [
      { apiGroups: [group], resources: [subresource === undefined ? resource : `${resource}/${subresource}`], verbs },
    ],
  };
  return `echo '${JSON.stringify(role)}' | kubectl apply -f -`;
}

/** The user a refusal of the API server names; undefined for another text. */
export function userIn(refusal: string): string | undefined {
  return /is forbidden: User "([^"]+)"/.exec(refusal)?.[1];
}
