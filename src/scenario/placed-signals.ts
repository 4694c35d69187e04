import { resolve } from 'node:path';
import type {
  CustomMetricSignal,
  MetricSignal,
  PrometheusSignal,
  QueueSignal,
  ScenarioSignals,
  SecretSource,
  ServerAuth,
  ServerPlace,
} from './model.ts';
import type { ScenarioFile } from './schema/scenario-file.ts';
import { defaultPorts } from './schema/server.ts';

/** What the signals of a file are placed by. */
interface Place {
  readonly namespace: string;
  /** Absolute path of the scenario's folder. */
  readonly folder: string;
}

/** The signals with what they leave out: those without a namespace look into the target's, files are relative to the scenario's folder. */
export function placedSignals({ signals, target }: ScenarioFile, folder: string): ScenarioSignals {
  const place = { namespace: target.namespace, folder };
  const { queue, throttling } = signals;
  return {
    ...(queue ? { queue: queueSignal(queue, place) } : {}),
    metrics: signals.metrics.map((metric): MetricSignal => {
      if (metric.kind === 'prometheus') return prometheusSignal(metric, place);
      if (metric.kind === 'custom') return customMetric(metric, place);
      return { namespace: place.namespace, ...metric };
    }),
    ...(throttling ? { throttling: prometheusSignal(throttling, place) } : {}),
  };
}

type WrittenPrometheus = NonNullable<ScenarioFile['signals']['throttling']>;
type WrittenQueue = NonNullable<ScenarioFile['signals']['queue']>;

function queueSignal(written: WrittenQueue, place: Place): QueueSignal {
  const { service, port, via, url, auth, namespace, ...look } = written;
  return { ...look, ...placedServer(written, place) };
}

function prometheusSignal(written: WrittenPrometheus, place: Place): PrometheusSignal {
  const { service, port, via, url, auth, namespace, ...look } = written;
  return { ...look, ...placedServer(written, place) };
}

function placedServer(written: WrittenQueue | WrittenPrometheus, place: Place): ServerPlace {
  const { namespace = place.namespace, service, port, via, url } = written;
  const auth = written.auth && { auth: placedAuth(written.auth, place.folder) };
  if (url !== undefined || service === undefined) return { namespace, url: url ?? '', ...auth };
  // Redis does not speak HTTP, and so cannot be asked through the proxy.
  const way = via ?? (written.kind === 'redis-list' ? 'port-forward' : undefined);
  return { namespace, service, port: port ?? defaultPorts[written.kind], ...(way && { via: way }), ...auth };
}

/** Login data with its files where they are. */
export function placedAuth(auth: ServerAuth, folder: string): ServerAuth {
  const placed = (source: SecretSource): SecretSource =>
    'file' in source ? { file: resolve(folder, source.file) } : source;
  if ('bearerFrom' in auth) return { bearerFrom: placed(auth.bearerFrom) };
  if ('credentialsFrom' in auth) return { credentialsFrom: placed(auth.credentialsFrom) };
  return { ...auth, passwordFrom: placed(auth.passwordFrom) };
}

function customMetric(
  written: Extract<ScenarioFile['signals']['metrics'][number], { readonly kind: 'custom' }>,
  { namespace }: Place,
): CustomMetricSignal {
  const { podSelector, object, ofNamespace, ...rest } = written;
  const common = { namespace, ...rest };
  if (podSelector !== undefined) return { ...common, podSelector };
  return object ? { ...common, object } : { ...common, ofNamespace: ofNamespace ?? true };
}
