import { describe, expect, it } from 'vitest';
import type { HorizontalPodAutoscaler } from '../../../src/autoscaling/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { HttpCluster, k6Job, loadJob, namespace, scriptMap, web } from './http-cluster.ts';

const autoscaler: HorizontalPodAutoscaler = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web', namespace },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    minReplicas: 1,
    maxReplicas: 10,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
  },
};

const ramp = scriptMap(`
import http from 'k6/http';
import { sleep } from 'k6';
export const options = { stages: [{ duration: '30s', target: 250 }, { duration: '5m', target: 250 }] };
export default () => { http.get('http://web.shop.svc.cluster.local/'); sleep(0.8); };
`);

const users = (count: number, seconds: number, url = 'http://web/') =>
  loadJob('load', ['sleep', '1'], {
    containers: [
      {
        name: 'load',
        image: 'hey',
        command: ['hey', '-z', `${seconds}s`, '-c', String(count), '-q', '2', '-t', '2', url],
      },
    ],
  });

describe('an HPA on CPU in front of a k6 ramp', () => {
  it('scales the server up, and the latency that saturation brought falls', async () => {
    const cluster = new HttpCluster([web(1), autoscaler, ramp]);
    await cluster.seconds(400);
    cluster.apply(k6Job('load'));
    await cluster.seconds(60);
    const saturated = cluster.measure('p95') ?? 0;
    expect(saturated).toBeGreaterThan(1);
    await cluster.seconds(240);
    expect(cluster.deployment.spec.replicas).toBeGreaterThanOrEqual(6);
    const rescales = cluster.kernel.store
      .list(resources.events, namespace)
      .filter(({ reason }) => reason === 'SuccessfulRescale');
    expect(rescales.length).toBeGreaterThanOrEqual(2);
    const relieved = cluster.measure('p95') ?? Number.NaN;
    expect(relieved).toBeLessThan(0.2);
    expect(relieved).toBeLessThan(saturated / 5);
    // 250 users of 0.83 s per iteration, 10 ms of CPU each.
    expect(cluster.measure('rate')).toBeGreaterThan(280);
    expect(cluster.measure('cpu')).toBeCloseTo((cluster.measure('rate') ?? 0) * 0.01, 1);
  });
});

describe('measures of HTTP', () => {
  it('are empty or undefined without requests, and exact under a steady load', async () => {
    const cluster = new HttpCluster([web(2)]);
    await cluster.seconds(60);
    expect(cluster.measure('rate')).toBe(0);
    expect(cluster.measure('errors')).toBeNaN();
    expect(cluster.measure('p95')).toBeNaN();
    cluster.apply(users(20, 120));
    await cluster.seconds(60);
    expect(cluster.measure('rate')).toBeGreaterThan(38);
    expect(cluster.measure('rate')).toBeLessThan(41);
    expect(cluster.measure('errors')).toBe(0);
    expect(cluster.measure('p95')).toBeGreaterThan(0.025);
    // The workers of hey beat in one rhythm: twenty requests come at once.
    expect(cluster.measure('p95')).toBeLessThan(0.15);
  });

  it('are there per pod for custom.metrics.k8s.io', async () => {
    const cluster = new HttpCluster([web(2), users(20, 120)]);
    await cluster.seconds(70);
    const selector = { matchLabels: { app: 'web' } };
    const samples = cluster.kernel.world.metrics.podsMetric(namespace, 'http_requests_per_second', selector);
    expect(samples).toHaveLength(2);
    const total = samples.reduce(
      (sum, { value }) => sum + Number(value.replace('m', '')) / (value.endsWith('m') ? 1000 : 1),
      0,
    );
    expect(total).toBeGreaterThan(37);
    expect(total).toBeLessThan(42);
  });

  it('show errors where the backlog is full, and CPU that is throttled', async () => {
    const cluster = new HttpCluster([web(1, '200m', '200m'), users(200, 120)], { http: { backlog: 20 } });
    await cluster.seconds(100);
    expect(cluster.measure('errors')).toBeGreaterThan(0.5);
    expect(cluster.measure('throttled')).toBeGreaterThan(0.9);
    expect(cluster.measure('cpu')).toBeCloseTo(0.2, 1);
  });
});

describe('what a Prometheus scrapes of a server', () => {
  it('has requests by code, the histogram of their durations and those in flight', async () => {
    const cluster = new HttpCluster([web(1)]);
    await cluster.seconds(10);
    cluster.apply(loadJob('load', ['hey', '-n', '50', '-c', '5', 'http://web']));
    await cluster.seconds(20);
    const page = cluster.kernel.world.exporters.text();
    const [pod] = cluster.pods('web');
    const labels = `namespace="shop",pod="${pod?.metadata.name}",service="web"`;
    expect(page).toContain(`http_requests_total{${labels},code="200"} 50\n`);
    expect(page).toContain('# TYPE http_request_duration_seconds histogram\n');
    expect(page).toContain(`http_request_duration_seconds_bucket{${labels},le="0.01"} 0\n`);
    expect(page).toContain(`http_request_duration_seconds_bucket{${labels},le="+Inf"} 50\n`);
    expect(page).toContain(`http_request_duration_seconds_count{${labels}} 50\n`);
    expect(page).toContain(`http_requests_in_flight{${labels}} 0\n`);
  });
});

describe('a pod that goes while it serves', () => {
  const fail = (log: readonly string[]) => log.filter((line) => /EOF|refused/.test(line));

  it('answers what it has accepted when it is asked to end', async () => {
    const cluster = new HttpCluster([web(3)]);
    await cluster.seconds(10);
    cluster.apply(users(40, 60));
    await cluster.seconds(20);
    cluster.scale(1);
    await cluster.seconds(50);
    expect(cluster.exitCode('load')).toBe(0);
    expect(fail(cluster.log('load'))).toEqual([]);
  });

  it('takes the requests it works on with it when it is killed', async () => {
    const cluster = new HttpCluster([web(2), users(40, 60)], {
      http: { ioMillisPerRequest: { median: 500, sigma: 0.1 } },
    });
    await cluster.seconds(30);
    const [pod] = cluster.pods('web');
    const container = cluster.kernel.kubelet
      .running(namespace)
      .find((each) => each.pod.metadata.name === pod?.metadata.name);
    container?.process.kill();
    await cluster.seconds(60);
    const lost = fail(cluster.log('load'));
    expect(lost[0]).toMatch(/^ {2}\[\d+\]\tGet "http:\/\/web\/": /);
    expect(lost.join('\n')).toContain('EOF');
  });

  it('leaves refused connections when no other is ready', async () => {
    const cluster = new HttpCluster([web(1), users(10, 60)]);
    await cluster.seconds(30);
    cluster.scale(0);
    await cluster.seconds(60);
    expect(fail(cluster.log('load')).join('\n')).toContain('connection refused');
  });
});

describe('a URL', () => {
  const statusOf = async (url: string): Promise<string> => {
    const cluster = new HttpCluster([web(1)]);
    await cluster.seconds(10);
    cluster.apply(loadJob('load', ['hey', '-n', '1', '-c', '1', url]));
    await cluster.seconds(10);
    return cluster.log('load').join('\n');
  };

  it.each(['http://web', 'http://web.shop/a?b=c', 'http://web.shop.svc:80', 'http://web.shop.svc.cluster.local'])(
    'such as %s leads to the Service',
    async (url) => {
      expect(await statusOf(url)).toContain('[200]\t1 responses');
    },
  );

  it('with a port the Service does not have is refused, and one with another name is not found', async () => {
    expect(await statusOf('http://web:81')).toContain('connection refused');
    expect(await statusOf('http://web.other')).toContain('no such host');
  });
});
