import { ClusterError } from '../../../cluster/port.ts';
import { Answer } from '../../../signals/answer.ts';
import { ageText, newestAgeSeconds, staleAfterSeconds } from '../ages.ts';
import { type Finding, fail, pass, warn } from '../finding.ts';
import type { Check } from './check.ts';

const id = 'metrics.resource';
const install =
  'kubectl apply -f https://github.com/kubernetes-sigs/metrics-server/releases/latest/download/components.yaml';
const inspect = 'kubectl -n kube-system logs deployment/metrics-server';

/** Whether metrics-server answers for the namespace's pods, and how old its newest sample is. */
export const resourceMetrics: Check = {
  id,
  async run({ cluster, scenario }): Promise<readonly Finding[]> {
    const { namespace } = scenario.target;
    try {
      const list = await cluster.getRaw(`/apis/metrics.k8s.io/v1beta1/namespaces/${namespace}/pods`);
      const items = new Answer(list, 'PodMetricsList').field('items').listOrEmpty();
      const age = newestAgeSeconds(
        items.map((item) => item.field('timestamp').text()),
        cluster.clock.now(),
      );
      if (age === undefined) {
        const fix = `kubectl top pods -n ${namespace}; a new pod has its first sample after a minute.`;
        return [warn(id, `metrics.k8s.io answers, and knows no pod of namespace ${namespace}`, fix)];
      }
      const seen = `metrics.k8s.io knows ${items.length} pods of ${namespace}, the newest sample is ${ageText(age)} old`;
      return [age > staleAfterSeconds ? warn(id, seen, inspect) : pass(id, seen)];
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error;
      return [fail(id, `metrics.k8s.io does not answer: ${error.message}`, error.code === 404 ? install : inspect)];
    }
  },
};
