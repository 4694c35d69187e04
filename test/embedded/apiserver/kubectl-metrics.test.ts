import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describeReal } from '../../support/real-program.ts';
import { type KubectlBench, openKubectlBench } from './kubectl.ts';

let bench: KubectlBench;

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describeReal('kubectl', 'the metrics APIs through the real kubectl', () => {
  beforeAll(async () => {
    bench = await openKubectlBench('meme-generator');
  });
  afterAll(async () => {
    await bench.close();
  });

  const metrics = '/apis/metrics.k8s.io/v1beta1';
  const custom = '/apis/custom.metrics.k8s.io';
  const rate = 'namespaces/meme-generator/pods/*/memegenerator_pod_cpu_rate';

  test.each<[string, RegExp]>([
    ['top nodes', /CPU\(%\) +MEMORY\(bytes\) +MEMORY\(%\) *\npool-1-0 +\d+m +\d+% +\d+Mi +\d+%/],
    ['top node pool-1-1', /^NAME .*\npool-1-1 +\d+m .*\n$/],
    ['top pods', /meme-backend-[a-z0-9-]+ +\d+m +\d+Mi/],
    ['top pods --containers', /POD +NAME +CPU\(cores\) +MEMORY\(bytes\) *\nmeme-backend-\S+ +meme-backend +\d+m/],
    ['top pods -A --sort-by=memory', /^NAMESPACE .*\nmeme-generator +meme-backend-.*\nmeme-generator +meme-frontend-/],
    ['top pods -l app=meme-frontend', /^NAME .*\nmeme-frontend-.*\n$/],
    ['get nodes.metrics.k8s.io', /^NAME +CPU +MEMORY +WINDOW\npool-1-0 +\d+[mn] +\d+[KM]i +15s\n/],
    ['get pods.metrics.k8s.io', /^NAME +CPU +MEMORY +WINDOW\nmeme-backend-\S+ +\S+ +\S+ +\d+/],
    [`get --raw ${metrics}/nodes`, /"kind":"NodeMetricsList".*"name":"pool-1-0".*"usage":\{"cpu":"\d+n"/],
    [`get --raw ${metrics}/nodes/pool-1-0`, /"kind":"NodeMetrics","apiVersion":"metrics.k8s.io\/v1beta1"/],
    [`get --raw ${metrics}/namespaces/meme-generator/pods`, /PodMetricsList/],
    [`get --raw ${custom}/v1beta1/${rate}`, /"metricName":"memegenerator_pod_cpu_rate".*"selector":null/],
    [`get --raw ${custom}/v1beta2/${rate}`, /"metric":\{"name":"memegenerator_pod_cpu_rate","selector":null\}/],
    [`get --raw ${custom}/v1beta2`, /"name":"pods\/memegenerator_pod_cpu_rate".*"kind":"MetricValueList"/],
    ['get --raw /apis/external.metrics.k8s.io/v1beta1', /"name":"externalmetrics"/],
  ])('%s', async (line, expected) => {
    expect(await bench.out(...line.split(' '))).toMatch(expected);
  });

  test('a node that is not there', async () => {
    const { stderr } = await bench.run(['get', '--raw', `${metrics}/nodes/nobody`]);
    expect(stderr).toContain('nodemetrics.metrics.k8s.io "nobody" not found');
  });
});
