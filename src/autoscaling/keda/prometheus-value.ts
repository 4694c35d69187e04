import type { ScaleTrigger } from '../objects.ts';
import { TriggerError } from './trigger-metrics.ts';

/** URL of the instant query that KEDA's prometheus scaler makes for a trigger. @throws TriggerError */
export function prometheusUrl({ metadata }: ScaleTrigger, nowIso: string): string {
  const { serverAddress, query } = metadata;
  if (!serverAddress)
    throw new TriggerError('error parsing prometheus metadata: missing required parameter "serverAddress"');
  if (!query) throw new TriggerError('error parsing prometheus metadata: missing required parameter "query"');
  const url = `${serverAddress.replace(/\/$/, '')}/api/v1/query?query=${encodeURIComponent(query)}&time=${nowIso}`;
  return `${url}${metadata.namespace ? `&namespace=${metadata.namespace}` : ''}${extraParameters(metadata.queryParameters)}`;
}

/** `key-1=value-1,key-2=value-2` as further parameters of the query. */
function extraParameters(list: string | undefined): string {
  const pairs = (list ?? '').split(',').filter((pair) => pair.trim() !== '');
  return pairs
    .map((pair) => {
      const [name = '', ...value] = pair.trim().split('=');
      if (value.length === 0) {
        throw new TriggerError(
          `error parsing prometheus metadata: queryParameters "${pair}" is not of the form key=value`,
        );
      }
      return `&${encodeURIComponent(name)}=${encodeURIComponent(value.join('='))}`;
    })
    .join('');
}

/**
 * The number KEDA takes from an instant query's answer, unclamped (activation looks at it like this). An empty answer, NaN and
 * infinities are 0, or an error where the trigger sets `ignoreNullValues: "false"`. @throws TriggerError
 */
export function prometheusValue({ metadata }: ScaleTrigger, json: unknown): number {
  const results = resultsOf(json);
  const missing = (message: string): number => {
    if (metadata.ignoreNullValues !== 'false') return 0;
    throw new TriggerError(message);
  };
  if (results.length === 0) return missing(`prometheus metrics 'prometheus' target may be lost, the result is empty`);
  if (results.length > 1) {
    throw new TriggerError(`prometheus query ${metadata.query ?? ''} returned multiple elements`);
  }
  const values = valuesOf(results[0]);
  if (values.length === 0)
    return missing(`prometheus metrics 'prometheus' target may be lost, the value list is empty`);
  if (values.length < 2) throw new TriggerError(`prometheus query ${metadata.query ?? ''} didn't return enough values`);
  const sample = values[1];
  if (sample === null || sample === undefined) return -1;
  const value = typeof sample === 'string' ? prometheusNumber(sample) : Number.NaN;
  return Number.isFinite(value) ? value : missing('prometheus query returns NaN');
}

/** `+Inf`, `-Inf` and `NaN` as Prometheus prints them, and plain numbers. */
function prometheusNumber(text: string): number {
  const infinity = /^([+-]?)Inf$/i.exec(text);
  if (infinity) return infinity[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
}

function resultsOf(json: unknown): readonly unknown[] {
  const data: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'data') : undefined;
  const result: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'result') : undefined;
  return Array.isArray(result) ? result : [];
}

function valuesOf(series: unknown): readonly unknown[] {
  const value: unknown = typeof series === 'object' && series !== null ? Reflect.get(series, 'value') : undefined;
  return Array.isArray(value) ? value : [];
}
