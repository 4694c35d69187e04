import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describeReal } from '../../support/real-program.ts';
import { type KubectlBench, openKubectlBench } from './kubectl.ts';

let bench: KubectlBench;
const out = (line: string): Promise<string> => bench.out(...line.split(' '));

const several = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'several', labels: { app: 'several' } },
  spec: { containers: ['a', 'b'].map((name) => ({ name, image: `busybox:${name}` })) },
});

const budget = JSON.stringify({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'frontend' },
  spec: { minAvailable: '100%', selector: { matchLabels: { app: 'meme-frontend' } } },
});

/** The node a pod of the frontend is on. */
function frontendNode(): Promise<string> {
  return out('get pods -l app=meme-frontend -o jsonpath={.items[0].spec.nodeName}');
}

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describeReal('kubectl', 'kubectl, as who looks after a cluster uses it', () => {
  beforeAll(async () => {
    bench = await openKubectlBench('meme-generator');
  });
  afterAll(async () => {
    await bench.close();
  });

  test.each<[string, RegExp]>([
    ['auth can-i --list', /\*\.\* +\[\] +\[\] +\[\*\]/],
    ['auth whoami', /Username +harmony\n/],
    [
      'get nodes -o wide',
      /VERSION +INTERNAL-IP +EXTERNAL-IP +OS-IMAGE +KERNEL-VERSION +CONTAINER-RUNTIME\n.* v1\.\d+\.\d+ +10\./,
    ],
    ['describe node pool-1-0', /Non-terminated Pods:[\s\S]*meme-[\s\S]*Allocated resources:[\s\S]*cpu +\d+m \(\d+%\)/],
    [
      'describe pod -l app=meme-frontend',
      /QoS Class: +Burstable[\s\S]*Tolerations: +node.kubernetes.io\/not-ready:NoExecute op=Exists for 300s/,
    ],
    ['describe svc nats', /IP Family Policy: +SingleStack[\s\S]*IP: +10\.96\./],
    ['describe hpa meme-frontend', /Conditions:\n +Type +Status +Reason/],
    ['rollout history deploy/meme-backend', /REVISION +CHANGE-CAUSE\n1 +<none>/],
    ['get all -n meme-generator', /deployment.apps\/meme-backend/],
  ])('%s', async (line, expected) => {
    expect(await out(line)).toMatch(expected);
  });

  test('describe scaledobject, after it was applied', async () => {
    await out('delete hpa --all');
    const file = join(import.meta.dirname, '../../../scenarios/meme-generator/autoscalers/scaledobject-lag.yaml');
    await bench.out('apply', '-f', file);
    expect(await out('describe so')).toMatch(/Kind: +ScaledObject[\s\S]*Triggers:[\s\S]*Type: +nats-jetstream/);
  });

  test('describe vpa, after it was applied', async () => {
    const vpa = {
      apiVersion: 'autoscaling.k8s.io/v1',
      kind: 'VerticalPodAutoscaler',
      metadata: { name: 'backend' },
      spec: {
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'meme-backend' },
        updatePolicy: { updateMode: 'Off' },
      },
    };
    await bench.run(['apply', '-f', '-'], { input: JSON.stringify(vpa) });
    expect(await out('describe vpa backend')).toMatch(/Target Ref:[\s\S]*Name: +meme-backend[\s\S]*Update Mode: +Off/);
  });

  test('logs of several containers, with their names, times and an end', async () => {
    await bench.run(['apply', '-f', '-'], { input: several });
    await out('wait --for=condition=Ready pod/several --timeout=20s');
    expect((await bench.run(['logs', 'several', '-c', 'no'])).stderr).toContain('container no is not valid');
    expect((await bench.run(['logs', 'several', '-p'])).stderr).toContain('previous terminated container "a"');
    expect((await bench.run(['logs', 'several'])).stderr).toContain('Defaulted container "a" out of: a, b');
    const line = /^\[pod\/meme-frontend-\S+\/meme-frontend\] \d{4}-\d\d-\d\dT[\d:.]+Z /;
    const stamped = 'logs -l app=meme-backend --all-containers --prefix --timestamps --tail=1';
    expect(await out(stamped)).toMatch(new RegExp(line.source.replaceAll('meme-frontend', 'meme-backend'), 'm'));
    expect(await out('logs deploy/meme-backend -c meme-backend --since=1s')).toBe('');
    expect(await out('logs deploy/meme-backend -c meme-backend --limit-bytes=3')).toHaveLength(3);
  });

  test('a change is rolled back to the template before', async () => {
    const image = 'get deploy meme-frontend -o jsonpath={.spec.template.spec.containers[0].image}';
    const before = await out(image);
    await out('set image deploy/meme-frontend meme-frontend=other:2');
    await out('rollout status deploy/meme-frontend --timeout=20s');
    expect(await out('rollout history deploy/meme-frontend --revision=2')).toContain('other:2');
    expect(await out('rollout undo deploy/meme-frontend')).toContain('rolled back');
    expect(await out(image)).toBe(before);
    await out('rollout status deploy/meme-frontend --timeout=20s');
  });

  test('a scripted editor edits', async () => {
    const env = { KUBE_EDITOR: "sed -i 's/revisionHistoryLimit: 10/revisionHistoryLimit: 4/'" };
    expect((await bench.run(['edit', 'deploy', 'meme-frontend'], { env })).stdout).toContain('edited');
    expect(await out('get deploy meme-frontend -o jsonpath={.spec.revisionHistoryLimit}')).toBe('4');
    expect((await bench.run(['edit', 'deploy', 'meme-frontend'], { env: { KUBE_EDITOR: 'true' } })).stderr).toContain(
      'no changes made',
    );
  });

  test('waits for a field, and gives up', async () => {
    expect(await out('wait --for=jsonpath={.status.readyReplicas}=1 deploy/meme-backend --timeout=10s')).toContain(
      'met',
    );
    const called = await bench.run('wait --for=delete deploy/meme-backend --timeout=1s'.split(' '));
    expect(called.stderr).toContain('timed out waiting for the condition on deployments/meme-backend');
  });

  test('a node is cordoned: nothing new comes to it until it is uncordoned', async () => {
    expect(await out('cordon pool-1-0')).toContain('cordoned');
    expect(await out('get node pool-1-0')).toMatch(/Ready,SchedulingDisabled/);
    expect(await out('uncordon pool-1-0')).toContain('uncordoned');
  });

  test('a node is drained as far as the budget allows, then wholly', async () => {
    const node = await frontendNode();
    await bench.run(['apply', '-f', '-'], { input: budget });
    await out('wait --for=jsonpath={.status.expectedPods}=1 pdb/frontend --timeout=10s');
    expect(await out('get pdb')).toMatch(/frontend +100% +N\/A +0 /);
    expect(await out('describe pdb frontend')).toMatch(/Allowed disruptions: +0\n[\s\S]*Current: +1\n +Desired: +1/);
    const refused = await bench.run(['drain', node, '--force', '--timeout=2s']);
    expect(refused.stderr).toContain("Cannot evict pod as it would violate the pod's disruption budget.");
    await out('delete pdb frontend');
    expect(await out(`drain ${node} --force --timeout=30s`)).toContain('drained');
    expect(await frontendNode()).not.toBe(node);
    await out(`uncordon ${node}`);
  });

  test('deletes in the foreground, waits for what is left, and orphans', async () => {
    expect(await out('delete deploy meme-frontend --cascade=foreground --timeout=30s')).toContain('deleted');
    expect(await out('get rs,pods -l app=meme-frontend -o name')).toBe('');
    await out('create ns going');
    await out('create deploy held -n going --image=busybox');
    expect(await out('delete ns going --timeout=30s')).toContain('deleted');
    expect(await out('delete pod several --now --ignore-not-found')).toContain('deleted');
    expect((await bench.run(['delete', 'ns', 'default'])).stderr).toContain('this namespace may not be deleted');
  });
});
