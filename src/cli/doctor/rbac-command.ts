/** Rights on one resource. */
export interface Rights {
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly verbs: readonly string[];
  /** Absent: the whole cluster. */
  readonly namespace?: string;
}

/** The commands that give a user rights. An administrator runs them, so the user has to be named. */
export function rbacCommand({ group, resource, subresource, verbs, namespace }: Rights, user = 'USER'): string {
  const name = `harmony-${[resource, subresource].filter(Boolean).join('-')}`;
  const full = `${resource}${group === '' ? '' : `.${group}`}${subresource === undefined ? '' : `/${subresource}`}`;
  const rule = `--verb=${verbs.join(',')} --resource=${full}`;
  const command =
    namespace === undefined
      ? `kubectl create clusterrole ${name} ${rule} && kubectl create clusterrolebinding ${name} --clusterrole=${name} --user=${user}`
      : `kubectl create role ${name} -n ${namespace} ${rule} && kubectl create rolebinding ${name} -n ${namespace} --role=${name} --user=${user}`;
  return user === 'USER' ? `${command}  # USER: as kubectl auth whoami says` : command;
}

/** The user a refusal of the API server names; undefined for another text. */
export function userIn(refusal: string): string | undefined {
  return /is forbidden: User "([^"]+)"/.exec(refusal)?.[1];
}
