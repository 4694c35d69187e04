import type { QueueSignal, ScenarioSignals } from '../../../scenario/model.ts';
import { embeddedSignals } from '../../../session/embedded-places.ts';
import { signalsOf } from '../../../session/scenario-signals.ts';
import type { Signal } from '../../../signals/signal.ts';
import { type Finding, fail, pass, warn } from '../finding.ts';
import type { Patient } from '../patient.ts';
import type { Check } from './check.ts';

/** How long a source may take for its first answer. */
const patienceMs = 10_000;

/** Whether each signal of the scenario answers with a number: the queue's stream and consumer, Prometheus queries, metrics. */
export const signals: Check = {
  id: 'signal',
  async run(patient): Promise<readonly Finding[]> {
    const { cluster, scenario, outside } = patient;
    const placed = cluster.identity.badge === 'EMBEDDED' ? embeddedSignals(scenario) : scenario.signals;
    return Promise.all(signalsOf(placed, outside).map((signal) => examine(signal, patient)));
  },
};

async function examine(signal: Signal, { cluster, scenario }: Patient): Promise<Finding> {
  const [series] = signal.series;
  const name = series?.id ?? signal.source;
  const id = `signal.${name}`;
  const fix = fixFor(scenario.signals, name);
  let stopWaiting = () => {};
  const tooLong = new Promise<never>((_, reject) => {
    stopWaiting = cluster.clock.after(patienceMs, () => reject(new Error(`no answer for ${patienceMs / 1000} s`)));
  });
  try {
    const readings = await Promise.race([signal.read(cluster), tooLong]);
    const value = readings.find((reading) => reading.series === name)?.value;
    const title = series?.title ?? name;
    if (typeof value === 'number') return pass(id, `${title}: ${shown(value)} ${series?.unit ?? ''}`.trimEnd());
    return warn(
      id,
      `${title} answers with no number now: no series, or a share of nothing while there is no load`,
      fix,
    );
  } catch (error) {
    return fail(id, `${series?.title ?? name}: ${error instanceof Error ? error.message : String(error)}`, fix);
  } finally {
    stopWaiting();
  }
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function fixFor({ queue, metrics, throttling }: ScenarioSignals, id: string): string {
  if (queue?.id === id) return queueFix(queue);
  const signal = metrics.find((each) => each.id === id) ?? throttling;
  switch (signal?.kind) {
    case 'resource':
      return `kubectl top pods -n ${signal.namespace} -l ${signal.podSelector}`;
    case 'custom':
      return `kubectl get --raw /apis/custom.metrics.k8s.io/v1beta1 | grep ${signal.metric}`;
    case 'external':
      return `kubectl get --raw '/apis/external.metrics.k8s.io/v1beta1/namespaces/${signal.namespace}/${signal.metric}?labelSelector=${signal.selector}'`;
    case 'prometheus':
      return queryFix(signal);
    case undefined:
      return 'Look at signals in the scenario.';
  }
}

function queueFix(queue: QueueSignal): string {
  switch (queue.kind) {
    case 'nats-jetstream':
      return `${serverFix(queue)}; nats stream add ${queue.stream} && nats consumer add ${queue.stream} ${queue.consumer} --pull`;
    case 'redis-list':
      return `${serverFix(queue)}; redis-cli llen ${queue.list}`;
    case 'prometheus':
      return queryFix(queue);
  }
}

type Served = Extract<QueueSignal | NonNullable<ScenarioSignals['throttling']>, { readonly namespace: string }>;

function serverFix(signal: Served): string {
  return 'url' in signal
    ? `See that ${signal.url} can be reached`
    : `kubectl -n ${signal.namespace} get service ${signal.service}`;
}

function queryFix(signal: Extract<Served, { readonly query: string }>): string {
  if ('url' in signal)
    return `curl -G ${signal.url}/api/v1/query --data-urlencode 'query=${signal.query.replaceAll("'", '"')}'`;
  const path = `/api/v1/namespaces/${signal.namespace}/services/${signal.service}:${signal.port}/proxy/api/v1/query`;
  return `kubectl get --raw '${path}?query=${encodeURIComponent(signal.query).replaceAll("'", '%27')}'`;
}
