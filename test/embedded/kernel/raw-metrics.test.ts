import { describe, expect, it } from 'vitest';
import { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import { deployment } from './objects.ts';
import { Programs, running } from './running.ts';

const timestamp = '2025-10-01T09:00:00Z';

function served() {
  const programs = new Programs();
  programs.cores = 0.2;
  const kernel = running([deployment(2)], {}, [programs]);
  return { kernel, cluster: new EmbeddedCluster(kernel) };
}

describe('the metrics APIs, read raw', () => {
  it('serve usage of pods in the shape of metrics.k8s.io', async () => {
    const { kernel, cluster } = served();
    await kernel.pass(60);
    const list = await cluster.getRaw('/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods?labelSelector=app%3Dweb');
    const [pod] = kernel.pods();
    expect(list).toMatchObject({
      kind: 'PodMetricsList',
      apiVersion: 'metrics.k8s.io/v1beta1',
      items: [
        {
          metadata: { name: pod?.metadata.name, namespace: 'shop' },
          timestamp: expect.stringMatching(/^2025-10-01T09:00:\d\dZ$/) as string,
          window: expect.stringMatching(/^[12]\d(\.\d+)?s$/) as string,
          containers: [
            {
              name: 'web',
              usage: { cpu: expect.stringMatching(/^(199999999|200000000|200000001)n$/) as string, memory: '64Mi' },
            },
          ],
        },
        {},
      ],
    });
    const path = `/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/${pod?.metadata.name}`;
    expect(await cluster.getRaw(path)).toMatchObject({ kind: 'PodMetrics', metadata: { name: pod?.metadata.name } });
    await expect(cluster.getRaw('/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/nobody')).rejects.toMatchObject({
      code: 404,
    });
  });

  it('serve a pods metric in the shape of custom.metrics.k8s.io', async () => {
    const { kernel, cluster } = served();
    kernel.world.metrics.addPodsMetric((namespace, metric, selector) =>
      metric === 'rate'
        ? [{ pod: `${namespace}-pod`, value: '20m', timestamp, windowSeconds: 60 }].filter(
            () => selector.matchExpressions?.[0]?.key === 'app',
          )
        : undefined,
    );
    const path = '/apis/custom.metrics.k8s.io/v1beta1/namespaces/shop/pods/*/rate?labelSelector=app%3Dweb';
    expect(await cluster.getRaw(path)).toEqual({
      kind: 'MetricValueList',
      apiVersion: 'custom.metrics.k8s.io/v1beta1',
      metadata: {},
      items: [
        {
          describedObject: { kind: 'Pod', namespace: 'shop', name: 'shop-pod', apiVersion: '/v1' },
          metricName: 'rate',
          timestamp,
          windowSeconds: 60,
          value: '20m',
          selector: null,
        },
      ],
    });
    await expect(cluster.getRaw(path.replace('rate', 'unknown'))).rejects.toMatchObject({
      code: 404,
      message: 'the server could not find the metric unknown for pods',
    });
  });

  it('serve an external metric in the shape of external.metrics.k8s.io', async () => {
    const { kernel, cluster } = served();
    const path =
      '/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/s0-nats?labelSelector=scaledobject.keda.sh%2Fname%3Dweb';
    await expect(cluster.getRaw(path)).rejects.toMatchObject({ code: 404 });
    kernel.world.metrics.addExternalMetric((_namespace, metric) =>
      metric === 's0-nats' ? [{ value: '6000', timestamp }] : undefined,
    );
    expect(await cluster.getRaw(path)).toEqual({
      kind: 'ExternalMetricValueList',
      apiVersion: 'external.metrics.k8s.io/v1beta1',
      metadata: {},
      items: [{ metricName: 's0-nats', metricLabels: null, timestamp, value: '6000' }],
    });
    expect(await cluster.getRaw('/apis')).toMatchObject({ kind: 'APIGroupList' });
  });

  it("pass an adapter's failure on with its text", async () => {
    const { kernel, cluster } = served();
    kernel.world.metrics.addExternalMetric(() => {
      throw new Error('the scaler cannot reach its server');
    });
    await expect(cluster.getRaw('/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/lag')).rejects.toMatchObject({
      code: 500,
      message: 'Internal error occurred: the scaler cannot reach its server',
    });
  });
});
