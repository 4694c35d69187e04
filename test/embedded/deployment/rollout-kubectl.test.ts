import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describeReal } from '../../support/real-program.ts';
import { type KubectlBench, openKubectlBench } from '../apiserver/kubectl.ts';

const manifest = JSON.stringify({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', annotations: { 'kubernetes.io/change-cause': 'first' } },
  spec: {
    replicas: 3,
    progressDeadlineSeconds: 30,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
  },
});

let bench: KubectlBench;
const kubectl = (line: string) => bench.run(line.split(' '));

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describeReal('kubectl', 'kubectl rollout', () => {
  beforeAll(async () => {
    bench = await openKubectlBench('meme-generator');
    await bench.run(['apply', '-f', '-'], { input: manifest });
  });
  afterAll(async () => {
    await bench.close();
  });

  test('follows a rollout to its end, gives up on one that is stuck, and takes it back', async () => {
    expect(await kubectl('rollout status deploy/web')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('deployment "web" successfully rolled out'),
    });
    await kubectl('set image deploy/web web=web:does-not-exist');
    expect(await kubectl('rollout status deploy/web')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('error: deployment "web" exceeded its progress deadline'),
    });
    const pods = await kubectl('get pods -l app=web');
    expect(pods.stdout).toMatch(/0\/1 +(ImagePullBackOff|ErrImagePull)/);
    expect(pods.stdout.match(/1\/1 +Running/g)).toHaveLength(3);
    expect((await kubectl('rollout undo deploy/web')).status).toBe(0);
    expect((await kubectl('rollout status deploy/web')).status).toBe(0);
    const history = await kubectl('rollout history deploy/web');
    expect(history.stdout.trim().split('\n').slice(2)).toEqual([
      expect.stringMatching(/^2 /),
      expect.stringMatching(/^3 +first$/),
    ]);
    expect((await kubectl('get rs -l app=web -o name')).stdout.trim().split('\n')).toHaveLength(2);
  });
});
