import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { describeReal } from '../../support/real-program.ts';
import { type KubectlBench, openKubectlBench } from './kubectl.ts';

const scenarioFolder = join(import.meta.dirname, '../../../scenarios/meme-generator');
const manifests = ['cluster', 'loads', 'autoscalers'].flatMap((folder) =>
  readdirSync(join(scenarioFolder, folder)).map((file) => join(scenarioFolder, folder, file)),
);
const hpaManifest = join(scenarioFolder, 'autoscalers/hpa-manual.yaml');
const lagManifest = join(scenarioFolder, 'autoscalers/scaledobject-lag.yaml');
const loadManifest = join(scenarioFolder, 'loads/burst-4000.yaml');

let bench: KubectlBench;
const out = (line: string): Promise<string> => bench.out(...line.split(' '));

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describeReal('kubectl', 'the real kubectl', () => {
  beforeAll(async () => {
    bench = await openKubectlBench('meme-generator');
  });
  afterAll(async () => {
    await bench.close();
  });

  describe('reads', () => {
    test.each<[string, RegExp]>([
      [
        'get hpa',
        /NAME +REFERENCE +TARGETS +MINPODS +MAXPODS +REPLICAS +AGE\n.*Deployment\/meme-backend .*cpu: \d+%\/50%/,
      ],
      [
        'get pods -A -o wide',
        /NAMESPACE +NAME +READY +STATUS +RESTARTS +AGE +IP +NODE +NOMINATED NODE +READINESS GATES/,
      ],
      ['get deploy', /meme-backend +1\/1 +1 +1 /],
      ['get rs -o wide', /CONTAINERS +IMAGES +SELECTOR/],
      ['get nodes', /pool-1-0 +Ready +<none>/],
      ['get ns', /meme-generator +Active/],
      ['get svc', /nats +ClusterIP +10\.96\.\d+\.\d+ +<none> +4222\/TCP,8222\/TCP/],
      ['get events', /LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n/],
      ['get events --field-selector reason=ScalingReplicaSet', /Scaled up replica set/],
      ['get pods -l app=meme-backend -o name', /^pod\/meme-backend-[a-z0-9-]+\n$/],
      ['get pods --chunk-size=1 -o name', /^pod\/meme-backend-.*\npod\/meme-frontend-.*\n$/],
      ['get deploy meme-backend -o jsonpath={.spec.replicas}', /^1$/],
      ['get deploy meme-backend -o yaml', /kind: Deployment\n/],
      ['get deploy,hpa,cm,secrets,jobs,so,vpa -A', /horizontalpodautoscaler.autoscaling\/meme-frontend/],
      ['describe hpa meme-frontend', /resource cpu on pods {2}\(as a percentage of request\):/],
      ['describe pod -l app=meme-backend', /Controlled By: +ReplicaSet\/meme-backend-/],
      ['describe deploy meme-backend', /RollingUpdateStrategy: +25% max unavailable, 25% max surge/],
      ['api-resources', /scaledobjects +so +keda.sh\/v1alpha1 +true +ScaledObject/],
      ['explain hpa.spec.behavior', /scaleDown\t<HPAScalingRules>/],
      ['auth can-i delete pods', /^yes\n$/],
      ['top pods', /meme-backend-[a-z0-9-]+ +\d+m +\d+Mi/],
      ['logs deploy/meme-backend', /ready/],
      ['get --raw /readyz', /^ok$/],
      ['get --raw /apis/metrics.k8s.io/v1beta1/namespaces/meme-generator/pods', /PodMetricsList/],
      ['get --raw /api/v1/namespaces/meme-generator/services/nats:8222/proxy/healthz', /ok/],
    ])('%s', async (line, expected) => {
      expect(await out(line)).toMatch(expected);
    });

    test('an object that is not there', async () => {
      const called = await bench.run(['get', 'pod', 'nobody']);
      expect(called).toMatchObject({ status: 1, stderr: 'Error from server (NotFound): pods "nobody" not found\n' });
    });
  });

  test('every manifest applies, and changes nothing the second time', async () => {
    const appliedTwice = async (file: string): Promise<void> => {
      await bench.out('apply', '-f', file);
      const again = (await bench.out('apply', '-f', file)).trim().split('\n');
      expect(again.filter((line) => !line.endsWith(' unchanged'))).toEqual([]);
    };
    await bench.out('delete', 'hpa,so', '--all');
    for (const file of manifests) {
      if (file.includes('scaledobject')) await bench.out('delete', 'so,hpa', '--all');
      await appliedTwice(file);
    }
    await bench.out('delete', 'so,hpa', '--all');
    await bench.out('apply', '-f', join(scenarioFolder, 'cluster'));
  });

  test('KEDA refuses a ScaledObject for a workload that has an HPA', async () => {
    await bench.out('apply', '-f', hpaManifest);
    const { status, stderr } = await bench.run(['apply', '-f', lagManifest]);
    expect(status).toBe(1);
    expect(stderr).toContain('admission webhook "vscaledobject.kb.io" denied the request');
  });

  test('an unknown field is refused', async () => {
    const hpa = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'typo' },
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'nobody' }, maxReplicas: 3, maxReplica: 3 },
    };
    const { stderr } = await bench.run(['apply', '-f', '-'], { input: JSON.stringify(hpa) });
    expect(stderr).toContain('strict decoding error: unknown field "spec.maxReplica"');
  });

  test('server-side apply tells whose field it would take, and takes it when forced', async () => {
    // A field that no autoscaler writes: those would put a count back meanwhile.
    await bench.out('label', 'deploy/meme-frontend', 'app=renamed', '--overwrite');
    const file = join(scenarioFolder, 'cluster/meme-frontend.yaml');
    const refused = await bench.run(['apply', '--server-side', '-f', file]);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('.metadata.labels.app');
    expect(await bench.out('apply', '--server-side', '--force-conflicts', '-f', file)).toContain('serverside-applied');
  });

  test('diff shows a change and ends with 1, and 0 without one', async () => {
    await bench.out('apply', '-f', hpaManifest);
    expect(await bench.run(['diff', '-f', hpaManifest])).toMatchObject({ status: 0, stdout: '' });
    await bench.out('patch', 'hpa', 'meme-backend', '--type=merge', '-p', '{"spec":{"maxReplicas":12}}');
    const changed = await bench.run(['diff', '-f', hpaManifest]);
    expect(changed).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/- {2}maxReplicas: 12\n\+ {2}maxReplicas: 10/),
    });
  });

  test('three types of patch, label and annotate', async () => {
    const name = ['deploy', 'meme-frontend'];
    const environment =
      '{"spec":{"template":{"spec":{"containers":[{"name":"meme-frontend","env":[{"name":"A","value":"b"}]}]}}}}';
    await bench.out('patch', ...name, '--type=strategic', '-p', environment);
    await bench.out('patch', ...name, '--type=merge', '-p', '{"spec":{"revisionHistoryLimit":3}}');
    await bench.out(
      'patch',
      ...name,
      '--type=json',
      '-p',
      '[{"op":"add","path":"/metadata/labels/tier","value":"web"}]',
    );
    await bench.out('label', ...name, 'team=memes');
    await bench.out('annotate', ...name, 'note=hello');
    const shown = JSON.parse(await bench.out('get', ...name, '-o', 'json')) as Record<string, unknown>;
    expect(shown).toMatchObject({
      metadata: { labels: { tier: 'web', team: 'memes', app: 'meme-frontend' }, annotations: { note: 'hello' } },
      spec: {
        revisionHistoryLimit: 3,
        template: { spec: { containers: [{ image: expect.any(String), env: [{ name: 'A', value: 'b' }] }] } },
      },
    });
    const { stderr } = await bench.run([
      'patch',
      ...name,
      '--type=json',
      '-p',
      '[{"op":"test","path":"/kind","value":"x"}]',
    ]);
    expect(stderr).toContain('the server rejected our request due to an error in our request');
  });

  test('a rollout is restarted and followed to its end', async () => {
    await out('rollout restart deploy/meme-frontend');
    expect(await out('rollout status deploy/meme-frontend --timeout=15s')).toContain('successfully rolled out');
  });

  test('a job is made, waited for, read and deleted', async () => {
    await out('create job hello --image=busybox -- echo hi');
    expect(await out('wait --for=condition=complete job/hello --timeout=15s')).toContain('condition met');
    expect(await out('logs -f job/hello')).toContain('this command puts no load');
    expect(await out('describe job hello')).toContain('Completed');
    expect(await out('delete job hello')).toContain('deleted');
    expect(await out('delete job hello --ignore-not-found')).toBe('');
  });

  test('a load is put on, and its progress followed in the log', async () => {
    await bench.out('delete', '-f', loadManifest, '--ignore-not-found');
    await bench.out('apply', '-f', loadManifest);
    await out('wait --for=condition=complete job/nats-queue-load-second --timeout=15s');
    expect(await out('logs job/nats-queue-load-second --tail=1')).not.toBe('');
  });

  test('a watch shows a pod through its life', async () => {
    const remove = (): Promise<string> => out('delete pod -l app=meme-frontend --wait=false');
    const replaced = /ContainerCreating[\s\S]*1\/1 +Running/;
    const stdout = await bench.follow('get pods -l app=meme-frontend -w'.split(' '), replaced, remove);
    expect(stdout).toMatch(/Terminating|Completed/);
    expect(stdout.match(/^NAME /gm)).toHaveLength(1);
  });

  test('a watch of changes only leaves out what is there', async () => {
    const watching = bench.run(['get', 'deploy', '--watch-only'], { timeoutMs: 5000 });
    let isOver = false;
    void watching.finally(() => {
      isOver = true;
    });
    // The watch stands at some moment: whatever changes from then on is seen.
    for (let turn = 0; !isOver; turn += 1) await out(`annotate deploy meme-frontend turn=${turn} --overwrite`);
    const { stdout } = await watching;
    expect(stdout).toMatch(/^NAME +READY[^\n]*\nmeme-frontend /);
    expect(stdout).not.toContain('meme-backend');
  });

  test('dependents stay when they are orphaned', async () => {
    await out('delete deploy meme-frontend --cascade=orphan');
    expect(await out('get rs,pods -l app=meme-frontend -o name')).toMatch(
      /replicaset.apps\/meme-frontend-.*\n(.*\n)*pod\//,
    );
  });
});
