import type { ClusterError, ListOptions, ReflectorHealth, ResourceType } from '../../cluster/port.ts';
import { networkReasons } from '../http/network-error.ts';

/** What a view that cannot be kept says: why, and the command or the deed that would mend it. */
export function failedHealth(error: ClusterError, type: ResourceType, options: ListOptions): ReflectorHealth {
  const fix = fixFor(error, type, options);
  return { state: 'failed', reason: error.message, ...(fix !== undefined && { fix }) };
}

/** `scaledobjects.keda.sh`, or `pods` of the core group. */
export function qualifiedName({ apiVersion, plural }: ResourceType): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? plural : `${plural}.${apiVersion.slice(0, slash)}`;
}

function fixFor(error: ClusterError, type: ResourceType, { namespace }: ListOptions): string | undefined {
  switch (error.code) {
    case 401:
      return 'Log in again, or renew the credentials of this context in the kubeconfig.';
    case 403:
      return roleFor(type, namespace, error.message);
    case 404:
      return missingApi(type);
    case 429:
      return 'It is tried again when the server wants it to be.';
    case 0:
      return networkFix(error.reason);
    default:
      return undefined;
  }
}

/** The commands that allow a person or service account to read a kind. The name of the user is in the refusal. */
function roleFor(type: ResourceType, namespace: string | undefined, refusal: string): string {
  const isInNamespace = type.namespaced && namespace !== undefined;
  const role = `harmony-${type.plural}`;
  const verbs = `--verb=get,list,watch --resource=${qualifiedName(type)}`;
  const [, user] = /^.*? is forbidden: User "([^"]+)"/.exec(refusal) ?? [];
  const [, accountNamespace, account] = /^system:serviceaccount:([^:]+):(.+)$/.exec(user ?? '') ?? [];
  const subject =
    account === undefined ? `--user=${user ?? 'USER'}` : `--serviceaccount=${accountNamespace}:${account}`;
  return isInNamespace
    ? `kubectl create role ${role} -n ${namespace} ${verbs} && kubectl create rolebinding ${role} -n ${namespace} --role=${role} ${subject}`
    : `kubectl create clusterrole ${role} ${verbs} && kubectl create clusterrolebinding ${role} --clusterrole=${role} ${subject}`;
}

/** How what serves an API group is installed, as its own documentation has it. */
const installs: Readonly<Record<string, string>> = {
  'keda.sh':
    'helm repo add kedacore https://kedacore.github.io/charts && helm install keda kedacore/keda -n keda --create-namespace',
  'autoscaling.k8s.io':
    'git clone https://github.com/kubernetes/autoscaler && autoscaler/vertical-pod-autoscaler/hack/vpa-up.sh',
};

function missingApi({ apiVersion, plural }: ResourceType): string {
  const [group = ''] = apiVersion.split('/', 1);
  return installs[group] ?? `See what the cluster serves: kubectl api-resources | grep ${plural}`;
}

function networkFix(reason: string): string | undefined {
  switch (reason) {
    case networkReasons.certificate:
      return "Put the certificate of the server's new authority into the kubeconfig; it is read again.";
    case networkReasons.credentials:
      return 'Run the plugin by hand, or log in again; it is tried again.';
    default:
      return 'Check it with: kubectl version. It is tried again.';
  }
}
