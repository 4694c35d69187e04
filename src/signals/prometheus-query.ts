import { Answer, AnswerError } from './answer.ts';
import { nothingOutside, type Outside } from './outside.ts';
import { getJson, type ServerPlace } from './server-place.ts';
import { type Signal, type SignalLook, seriesOf } from './signal.ts';

/** A PromQL instant query, and how its value is shown. */
export type PrometheusQuery = SignalLook & ServerPlace & { readonly query: string };

/**
 * The value of a query that yields one number. No result, NaN and infinities (a rate divided by a rate that is zero) are gaps; several
 * results are an error, because none of them is the number that was meant.
 */
export function prometheusQuery(
  signal: PrometheusQuery,
  outside: Outside = nothingOutside,
  source = `metric:${signal.id}`,
): Signal {
  const path = `/api/v1/query?query=${encodeURIComponent(signal.query)}`;
  return {
    source,
    everySeconds: signal.everySeconds,
    series: [seriesOf(signal)],
    read: async (cluster) => {
      const value = instantValue(new Answer(await getJson(cluster, outside, signal, path), '/api/v1/query'));
      return [{ series: signal.id, value: Number.isFinite(value) ? value : null }];
    },
  };
}

function instantValue(answer: Answer): number {
  const status = answer.field('status').text();
  if (status !== 'success') {
    const error = answer.field('error');
    throw new AnswerError(`Prometheus refused the query: ${error.isAbsent ? status : error.text()}`);
  }
  const data = answer.field('data');
  const type = data.field('resultType').text();
  if (type === 'scalar') return pointValue(data.field('result'));
  if (type !== 'vector') throw new AnswerError(`the query yields a ${type}; one number is needed`);
  const results = data.field('result').list();
  if (results.length > 1) throw new AnswerError(`the query yields ${results.length} series; one is needed (sum them?)`);
  const [only] = results;
  return only ? pointValue(only.field('value')) : Number.NaN;
}

/** Prometheus prints a point as `[seconds, "value"]`, with NaN, +Inf and -Inf as text. */
function pointValue(point: Answer): number {
  const value = point.list()[1];
  if (!value) throw new AnswerError('/api/v1/query: a point without a value');
  return Number(value.text().replace('Inf', 'Infinity'));
}
