import type { Condition, KubernetesObject, MetricSpec } from '../../../autoscaling/objects.ts';
import { type Finding, fail, pass, warn } from '../finding.ts';
import type { Patient } from '../patient.ts';
import { rbacCommand, userIn } from '../rbac-command.ts';
import { wantedAutoscalers, wantedMetricTypes } from '../wanted.ts';
import type { Check } from './check.ts';

interface Adapter {
  readonly id: string;
  readonly group: string;
  readonly readBy: readonly MetricSpec['type'][];
  readonly install: string;
}

const adapters: readonly Adapter[] = [
  {
    id: 'metrics.custom',
    group: 'custom.metrics.k8s.io',
    readBy: ['Pods', 'Object'],
    install:
      'helm repo add prometheus-community https://prometheus-community.github.io/helm-charts && helm install prometheus-adapter prometheus-community/prometheus-adapter -n monitoring',
  },
  {
    id: 'metrics.external',
    group: 'external.metrics.k8s.io',
    readBy: ['External'],
    install:
      'helm repo add kedacore https://kedacore.github.io/charts && helm install keda kedacore/keda -n keda --create-namespace',
  },
];

/** Whether the APIs that HPAs read custom and external metrics from are registered, and whether their servers stand. */
export const metricsAdapters: Check = {
  id: 'metrics.adapters',
  run: (patient) => adapters.map((adapter) => examine(adapter, patient)),
};

/** An APIService, as far as it tells who answers for a group. */
interface ApiService extends KubernetesObject {
  readonly spec?: {
    readonly group?: string;
    readonly service?: { readonly namespace?: string; readonly name?: string };
  };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

function examine({ id, group, readBy, install }: Adapter, patient: Patient): Finding {
  const { apiServices, scenario } = patient;
  if (apiServices.error) {
    const { message } = apiServices.error;
    const rights = { group: 'apiregistration.k8s.io', resource: 'apiservices', verbs: ['get', 'list'] };
    return warn(id, `whether ${group} is served is not known: ${message}`, rbacCommand(rights, userIn(message)));
  }
  const services = (apiServices.items as readonly ApiService[]).filter(({ spec }) => spec?.group === group);
  const wanted = wantedMetricTypes(wantedAutoscalers(patient));
  const signalKind = id === 'metrics.custom' ? 'custom' : 'external';
  const isWanted =
    readBy.some((type) => wanted.has(type)) || scenario.signals.metrics.some(({ kind }) => kind === signalKind);
  const [first] = services;
  if (first === undefined) {
    return isWanted
      ? fail(id, `nobody serves ${group}, and autoscalers read it`, install)
      : pass(id, `nobody serves ${group}, and nothing reads it`);
  }
  const { namespace = '', name = '' } = first.spec?.service ?? {};
  const seen = `${first.metadata.name} is answered by ${namespace}/${name}`;
  const available = first.status?.conditions?.find(({ type }) => type === 'Available');
  if (available?.status === 'True') return pass(id, seen);
  const why = available?.message ?? 'its server has not been looked at';
  return fail(
    id,
    `${seen}, which is not available: ${why}`,
    `kubectl describe apiservice ${first.metadata.name} && kubectl -n ${namespace} get pods`,
  );
}
