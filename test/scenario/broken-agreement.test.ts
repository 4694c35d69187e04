import { describe, expect, it } from 'vitest';
import { complaints, type Edit } from './small-scenario.ts';

const query = 'sum(rate(acked[30s]))';

function prometheusOf(asked: string): Edit {
  return [
    'scenario.yaml',
    'embedded:\n',
    `embedded:\n  prometheus:\n    { namespace: shop, service: prom, port: 9090, scrapeSeconds: 5, queries: [{ query: "${asked}", measure: acked-rate, namespace: shop, deployment: worker, windowSeconds: 30 }] }\n`,
  ];
}

const signal: Edit = [
  'scenario.yaml',
  'signals:\n',
  `signals:\n  throttling: { kind: prometheus, id: acked, title: Acked, unit: 1/s, service: prom, query: "${query}" }\n`,
];

const trigger: Edit = [
  'hpa.yaml',
  'apiVersion: autoscaling/v2\n',
  `apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: acked }\nspec:\n  triggers:\n    - { type: cron, metadata: {} }\n    - type: prometheus\n      metadata: { query: "${query}" }\n---\napiVersion: autoscaling/v2\n`,
];

describe('the queries of signals and triggers are those of the embedded Prometheus', () => {
  it('even with other blanks', () => {
    expect(complaints(prometheusOf('  sum(rate(acked[30s]))'), signal, trigger)).toEqual([]);
  });

  it('or else both are told where they stand', () => {
    expect(complaints(prometheusOf('sum(rate(acked[60s]))'), signal, trigger)).toEqual([
      'scenario.yaml:7:93: embedded.prometheus.queries does not have this query; add it there, the same but for blanks',
      'hpa.yaml:8:26: embedded.prometheus.queries does not have this query; add it there, the same but for blanks',
    ]);
  });
});

it('a queue nobody models is told', () => {
  const queue =
    'signals:\n  queue: { kind: nats-jetstream, id: q, title: Q, unit: messages, service: nats, stream: S, consumer: c }\n';
  expect(complaints(['scenario.yaml', 'signals:\n', queue])).toEqual([
    'scenario.yaml:7:10: embedded.queues has no consumer "c" of stream "S" at service "nats"; write both alike',
  ]);
});

it('two signals with one id are told', () => {
  const [file, find] = signal;
  const same = signal[2].replace('id: acked', 'id: cpu');
  expect(complaints([file, find, same], prometheusOf(query))).toEqual([
    'scenario.yaml:7:39: the id "cpu" is already that of the signal in line 9; give one of them another id',
  ]);
});
