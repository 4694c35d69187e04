import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describeReal } from '../../support/real-program.ts';
import { type KubectlBench, openKubectlBench } from './kubectl.ts';

let bench: KubectlBench;

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** These commands write protobuf, in the order they need each other. */
describeReal('kubectl', 'the real kubectl makes', () => {
  beforeAll(async () => {
    bench = await openKubectlBench('meme-generator');
  });
  afterAll(async () => {
    await bench.close();
  });

  const made = async (line: string, ref: string): Promise<unknown> => {
    await bench.out(...line.split(' '));
    return JSON.parse(await bench.out('get', ...ref.split(' '), '-o', 'json'));
  };

  test('a deployment', async () => {
    expect(await made('create deployment web --image=nginx --replicas=2 --port=80', 'deploy web')).toMatchObject({
      metadata: { labels: { app: 'web' } },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'web' } },
        template: { spec: { containers: [{ name: 'nginx', image: 'nginx', ports: [{ containerPort: 80 }] }] } },
      },
    });
  });

  test('an autoscaler, in autoscaling/v1 or v2 as its version has it', async () => {
    const line = 'autoscale deployment web --min=2 --max=4 --cpu-percent=60';
    expect(await made(line, 'hpa web')).toMatchObject({
      apiVersion: 'autoscaling/v2',
      spec: {
        minReplicas: 2,
        maxReplicas: 4,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { averageUtilization: 60 } } }],
      },
    });
  });

  test('services', async () => {
    expect(await made('expose deployment web --port=80 --target-port=8080', 'svc web')).toMatchObject({
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }] },
    });
    expect(await made('create service clusterip other --tcp=5432:pg', 'svc other')).toMatchObject({
      spec: { ports: [{ name: '5432-pg', port: 5432, targetPort: 'pg' }] },
    });
  });

  test('a secret and a config map', async () => {
    expect(await made('create secret generic password --from-literal=key=hush', 'secret password')).toMatchObject({
      type: 'Opaque',
      data: { key: 'aHVzaA==' },
    });
    expect(await made('create configmap settings --from-literal=a=b', 'cm settings')).toMatchObject({
      data: { a: 'b' },
    });
  });

  test('a pod with requests, and a disruption budget', async () => {
    const overrides =
      '{"spec":{"containers":[{"name":"one","image":"busybox","resources":{"requests":{"cpu":"50m"}}}]}}';
    await bench.out('run', 'one', '--image=busybox', '--restart=Never', `--overrides=${overrides}`);
    expect(JSON.parse(await bench.out('get', 'pod', 'one', '-o', 'json'))).toMatchObject({
      spec: { restartPolicy: 'Never', containers: [{ resources: { requests: { cpu: '50m' } } }] },
    });
    expect(await made('create pdb web --selector=app=web --min-available=1', 'pdb web')).toMatchObject({
      spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
    });
    expect(await bench.out('describe', 'pdb', 'web')).toMatch(/Min available: +1\nSelector: +app=web/);
  });

  test('and drains a node', async () => {
    const [node = ''] = (await bench.out('get', 'nodes', '-o', 'name')).split('\n');
    const drained = await bench.out('drain', node, '--ignore-daemonsets', '--force', '--timeout=15s');
    expect(drained).toMatch(/cordoned\n[\s\S]*drained\n$/);
    expect(await bench.out('get', node)).toContain('Ready,SchedulingDisabled');
    await bench.out('uncordon', node);
  });

  test('nothing of a kind that is not served', async () => {
    const { stderr } = await bench.run(['create', 'quota', 'few', '--hard=pods=3']);
    expect(stderr).toContain('the server could not find the requested resource');
  });
});
