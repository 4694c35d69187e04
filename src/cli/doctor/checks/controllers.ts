import type { Condition, KubernetesObject } from '../../../autoscaling/objects.ts';
import { ClusterError } from '../../../cluster/port.ts';
import { type Finding, fail, pass, warn } from '../finding.ts';
import type { Patient } from '../patient.ts';
import { wantedAutoscalers } from '../wanted.ts';
import type { Check } from './check.ts';

interface Operator {
  readonly id: string;
  readonly name: string;
  readonly apiVersion: string;
  /** Its Deployments, as its own manifests call them. */
  readonly deployments: readonly string[];
  readonly install: string;
  readonly uses: (patient: Patient) => readonly KubernetesObject[];
}

const operators: readonly Operator[] = [
  {
    id: 'keda',
    name: 'KEDA',
    apiVersion: 'keda.sh/v1alpha1',
    deployments: ['keda-operator', 'keda-operator-metrics-apiserver'],
    install:
      'helm repo add kedacore https://kedacore.github.io/charts && helm install keda kedacore/keda -n keda --create-namespace',
    uses: (patient) => wantedAutoscalers(patient).scaledObjects,
  },
  {
    id: 'vpa',
    name: 'VPA',
    apiVersion: 'autoscaling.k8s.io/v1',
    deployments: ['vpa-recommender', 'vpa-updater', 'vpa-admission-controller'],
    install: 'git clone https://github.com/kubernetes/autoscaler && autoscaler/vertical-pod-autoscaler/hack/vpa-up.sh',
    uses: (patient) => wantedAutoscalers(patient).vpas,
  },
];

/** Whether KEDA and VPA are there where they are used: their kinds are served, and their controllers run. */
export const controllers: Check = {
  id: 'controllers',
  async run(patient): Promise<readonly Finding[]> {
    const findings = await Promise.all(operators.map((operator) => examine(operator, patient)));
    return findings.flat();
  },
};

async function examine(operator: Operator, patient: Patient): Promise<readonly Finding[]> {
  const { id, name, apiVersion, install, uses } = operator;
  const isUsed = uses(patient).length > 0;
  try {
    await patient.cluster.getRaw(`/apis/${apiVersion}`);
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    if (error.code !== 404)
      return [
        fail(
          `${id}.crd`,
          `${apiVersion} cannot be read: ${error.message}`,
          `kubectl api-resources --api-group=${apiVersion.split('/')[0]}`,
        ),
      ];
    return [
      isUsed
        ? fail(`${id}.crd`, `${name} is not installed: nobody serves ${apiVersion}`, install)
        : pass(`${id}.crd`, `${name} is not installed, and nothing uses it`),
    ];
  }
  const crd = pass(`${id}.crd`, `${apiVersion} is served`);
  return isUsed ? [crd, running(operator, patient)] : [crd];
}

function running(
  { id, name, deployments, uses }: Operator,
  { cluster, allDeployments, objects, ...rest }: Patient,
): Finding {
  const finding = `${id}.controllers`;
  if (cluster.identity.badge === 'EMBEDDED')
    return pass(finding, `${name}'s controllers are part of the embedded cluster`);
  const found = (allDeployments.items ?? []).filter(({ metadata }) => deployments.includes(metadata.name));
  const idle = found.filter(({ status }) => (status?.readyReplicas ?? 0) === 0);
  const [broken] = idle;
  if (broken !== undefined) {
    const names = idle.map(({ metadata }) => metadata.name).join(', ');
    const { name: first, namespace } = broken.metadata;
    return fail(finding, `no pod is ready of ${names}`, `kubectl -n ${namespace} describe deployment ${first}`);
  }
  const missing = deployments.filter((each) => !found.some(({ metadata }) => metadata.name === each));
  if (missing.length === 0) return pass(finding, `${deployments.join(', ')} are ready`);
  // Managed offerings hide their controllers, or call them otherwise: what they did tells that they are there.
  const worked = uses({ cluster, allDeployments, objects, ...rest }).some(hasConditions);
  const seen = `${missing.join(', ')} cannot be seen`;
  return worked
    ? pass(finding, `${seen}, but their work is: objects of ${name} have conditions`)
    : warn(finding, seen, `kubectl get deployments -A | grep -i ${id}`);
}

function hasConditions({ status }: KubernetesObject): boolean {
  const { conditions } = (status ?? {}) as { readonly conditions?: readonly Condition[] };
  return conditions !== undefined && conditions.length > 0;
}
