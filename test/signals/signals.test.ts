import { beforeEach, describe, expect, test } from 'vitest';
import { externalMetric } from '../../src/signals/external-metric.ts';
import { jetStreamQueue } from '../../src/signals/jetstream-queue.ts';
import { objectMetric } from '../../src/signals/object-metric.ts';
import { podsMetric } from '../../src/signals/pods-metric.ts';
import { prometheusQuery } from '../../src/signals/prometheus-query.ts';
import { quantityNumber } from '../../src/signals/quantity-number.ts';
import { resourceMetric } from '../../src/signals/resource-metric.ts';
import { MemoryCluster } from '../session/memory-cluster.ts';

let cluster: MemoryCluster;
beforeEach(() => {
  cluster = new MemoryCluster();
});

const look = { id: 'x', title: 'X', unit: '', everySeconds: 1 };

describe('the queue', () => {
  const queue = jetStreamQueue({
    ...look,
    id: 'queue',
    namespace: 'nats',
    service: 'nats',
    port: 8222,
    account: '$G',
    stream: 'MEMES',
    consumer: 'meme-generator',
  });
  const path = 'nats:8222/jsz?acc=%24G&consumers=true&config=true';
  const consumer = {
    name: 'meme-generator',
    num_pending: 6153,
    num_ack_pending: 60,
    num_redelivered: 2,
    delivered: { consumer_seq: 107, stream_seq: 107 },
    ack_floor: { consumer_seq: 47, stream_seq: 47 },
  };
  const answer = (consumers: unknown) => ({
    account_details: [
      { name: '$SYS', id: '$SYS', stream_detail: null },
      {
        name: '$G',
        id: '$G',
        stream_detail: [{ name: 'MEMES', state: { last_seq: 6260 }, consumer_detail: consumers }],
      },
    ],
  });

  test('lag is pending plus ack pending, as KEDA reads it', async () => {
    cluster.answers.set(path, () => answer([consumer]));
    expect(Object.fromEntries((await queue.read(cluster)).map(({ series, value }) => [series, value]))).toEqual({
      queue: 6213,
      'queue:pending': 6153,
      'queue:ackPending': 60,
      'queue:redelivered': 2,
      'queue:published': 6260,
      'queue:delivered': 107,
      'queue:acked': 47,
    });
    expect(queue.series.map(({ id }) => id)).toContain('queue:acked');
  });

  test('a missing consumer is named, with those that are there', async () => {
    cluster.answers.set(path, () => answer([{ ...consumer, name: 'other' }]));
    await expect(queue.read(cluster)).rejects.toThrow(
      'there is no consumer named meme-generator in JetStream (seen: other)',
    );
    cluster.answers.set(path, () => answer(null));
    await expect(queue.read(cluster)).rejects.toThrow('(seen: none)');
  });

  test('an answer of another shape is an error that names the place', async () => {
    cluster.answers.set(path, () => answer([{ ...consumer, num_pending: '6153' }]));
    await expect(queue.read(cluster)).rejects.toThrow(
      '/jsz.account_details[1].stream_detail[0].consumer_detail[0].num_pending: expected a number, found "6153"',
    );
  });
});

describe('metrics APIs', () => {
  test('a custom metric is the average of the pods', async () => {
    const signal = podsMetric({ ...look, metric: 'pod_cpu_rate', namespace: 'n', podSelector: 'app=a' });
    const item = (name: string, value: string) => ({ describedObject: { kind: 'Pod', name }, value });
    cluster.answers.set(
      '/apis/custom.metrics.k8s.io/v1beta1/namespaces/n/pods/*/pod_cpu_rate?labelSelector=app%3Da',
      () => ({
        items: [item('p1', '4m'), item('p2', '12m')],
      }),
    );
    expect(await signal.read(cluster)).toEqual([{ series: 'x', value: 0.008, parts: { p1: 0.004, p2: 0.012 } }]);
  });

  test('no pods are a gap', async () => {
    const signal = resourceMetric({ ...look, resource: 'cpu', namespace: 'n', podSelector: 'app=a' });
    cluster.answers.set('/apis/metrics.k8s.io/v1beta1/namespaces/n/pods?labelSelector=app%3Da', () => ({
      items: null,
    }));
    expect(await signal.read(cluster)).toEqual([{ series: 'x', value: null }]);
  });

  test('a pod uses what its containers use', async () => {
    const signal = resourceMetric({ ...look, resource: 'memory', namespace: 'n', podSelector: 'app=a' });
    const containers = [{ usage: { cpu: '11236n', memory: '64Mi' } }, { usage: { cpu: '0', memory: '1Ki' } }];
    cluster.answers.set('/apis/metrics.k8s.io/v1beta1/namespaces/n/pods?labelSelector=app%3Da', () => ({
      items: [{ metadata: { name: 'p1' }, containers }],
    }));
    expect(await signal.read(cluster)).toEqual([{ series: 'x', value: 67109888, parts: { p1: 67109888 } }]);
  });

  test('a container’s usage is its own, and pods without it are left out', async () => {
    const signal = resourceMetric({ ...look, resource: 'cpu', namespace: 'n', podSelector: 'app=a', container: 'web' });
    const pod = (name: string, ...containers: readonly (readonly [string, string])[]) => ({
      metadata: { name },
      containers: containers.map(([container, cpu]) => ({ name: container, usage: { cpu } })),
    });
    cluster.answers.set('/apis/metrics.k8s.io/v1beta1/namespaces/n/pods?labelSelector=app%3Da', () => ({
      items: [pod('p1', ['web', '250m'], ['sidecar', '1']), pod('p2', ['sidecar', '1']), pod('p3', ['web', '750m'])],
    }));
    expect(await signal.read(cluster)).toEqual([{ series: 'x', value: 0.5, parts: { p1: 0.25, p3: 0.75 } }]);
  });

  test('a metric of one object, and of the namespace, is its value', async () => {
    const custom = '/apis/custom.metrics.k8s.io/v1beta1/namespaces/n';
    const object = { resource: 'ingresses.networking.k8s.io', name: 'shop' };
    cluster.answers.set(`${custom}/ingresses.networking.k8s.io/shop/requests?metricLabelSelector=verb%3DGET`, () => ({
      items: [{ describedObject: { kind: 'Ingress', name: 'shop' }, value: '1500m' }],
    }));
    const ofObject = objectMetric({ ...look, metric: 'requests', namespace: 'n', object, selector: 'verb=GET' });
    expect(await ofObject.read(cluster)).toEqual([{ series: 'x', value: 1.5 }]);
    const ofNamespace = objectMetric({ ...look, metric: 'queue_depth', namespace: 'n' });
    cluster.answers.set(`${custom}/metrics/queue_depth`, () => ({ items: [{ value: '7' }] }));
    expect(await ofNamespace.read(cluster)).toEqual([{ series: 'x', value: 7 }]);
    cluster.answers.set(`${custom}/metrics/queue_depth`, () => ({ items: [] }));
    expect(await ofNamespace.read(cluster)).toEqual([{ series: 'x', value: null }]);
    cluster.answers.set(`${custom}/metrics/queue_depth`, () => ({ items: [{ value: '7' }, { value: '8' }] }));
    await expect(ofNamespace.read(cluster)).rejects.toThrow('queue_depth has 2 values; one is needed');
  });

  test('external values are summed', async () => {
    const signal = externalMetric({
      ...look,
      metric: 's0-nats',
      namespace: 'n',
      selector: 'scaledobject.keda.sh/name=m',
    });
    cluster.answers.set(
      '/apis/external.metrics.k8s.io/v1beta1/namespaces/n/s0-nats?labelSelector=scaledobject.keda.sh%2Fname%3Dm',
      () => ({ items: [{ value: '6k' }, { value: '213' }] }),
    );
    expect(await signal.read(cluster)).toEqual([{ series: 'x', value: 6213 }]);
  });
});

describe('Prometheus', () => {
  const signal = prometheusQuery({ ...look, namespace: 'm', service: 'prom', port: 9090, query: 'a / b' });
  const answers = (data: unknown) =>
    cluster.answers.set('prom:9090/api/v1/query?query=a%20%2F%20b', () => ({ status: 'success', data }));

  test.each([
    [[{ metric: {}, value: [1, '0.83'] }], 0.83],
    [[{ metric: {}, value: [1, 'NaN'] }], null],
    [[{ metric: {}, value: [1, '+Inf'] }], null],
    [[], null],
  ])('%j reads as %j', async (result, value) => {
    answers({ resultType: 'vector', result });
    expect(await signal.read(cluster)).toEqual([{ series: 'x', value }]);
  });

  test('several series are an error', async () => {
    answers({ resultType: 'vector', result: [{ value: [1, '1'] }, { value: [1, '2'] }] });
    await expect(signal.read(cluster)).rejects.toThrow('the query yields 2 series; one is needed');
  });
});

test.each([
  ['250m', 0.25],
  ['11236n', 0.000011236],
  ['64Mi', 67108864],
  ['1e3', 1000],
  ['1E', 1e18],
  ['0.5', 0.5],
  ['abc', undefined],
  ['', undefined],
  ['1Q', undefined],
])('the quantity %s is %s', (text, value) => {
  const number = quantityNumber(text);
  if (value === undefined) expect(number).toBeUndefined();
  else expect(number).toBeCloseTo(value, 12);
});
