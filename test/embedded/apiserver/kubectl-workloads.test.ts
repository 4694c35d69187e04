import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describeReal } from '../../support/real-program.ts';
import { type KubectlBench, openKubectlBench } from './kubectl.ts';

const scenario = join(import.meta.dirname, '../../../scenarios/meme-generator');
let bench: KubectlBench;
const out = (line: string): Promise<string> => bench.out(...line.split(' '));

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describeReal('kubectl', 'kubectl, as who runs workloads uses it', () => {
  beforeAll(async () => {
    bench = await openKubectlBench('meme-generator');
    await out('delete hpa,so --all');
  });
  afterAll(async () => {
    await bench.close();
  });

  test('scales, unless the size is another one than was thought', async () => {
    expect(await out('scale deploy meme-frontend --replicas=3')).toContain('scaled');
    const { stderr } = await bench.run('scale deploy meme-frontend --replicas=5 --current-replicas=1'.split(' '));
    expect(stderr).toContain('xpected replicas to be 1, was 3');
    await out('rollout status deploy/meme-frontend --timeout=20s');
    expect(await out('get deploy meme-frontend -o jsonpath={.status.readyReplicas}')).toBe('3');
  });

  test('makes a Deployment, exposes it and has it scaled by itself', async () => {
    await out('create deploy shop --image=nginx:1 --replicas=2 --port=80');
    expect(await out('expose deploy shop --port=8080 --target-port=80')).toContain('exposed');
    expect(await out('get svc shop -o jsonpath={.spec.ports[0].targetPort}')).toBe('80');
    expect(await out('autoscale deploy shop --min=2 --max=4 --cpu-percent=50')).toContain('autoscaled');
    expect(await out('get hpa shop -o jsonpath={.spec.maxReplicas}')).toBe('4');
    expect(await out('run once --image=busybox --restart=Never --env=A=b')).toContain('created');
    expect(await out('delete deploy,svc,hpa shop')).toMatch(/deployment.apps "shop" deleted/);
  });

  test('sees changes only, where it asks for that', async () => {
    const change = (): Promise<string> => out('label cm --all seen=yes');
    await out('create cm watched --from-literal=a=b');
    const watching = bench.follow('get cm -w --output-watch-events'.split(' '), /MODIFIED +watched/, change);
    expect(await watching).toMatch(/ADDED +watched[\s\S]*MODIFIED +watched/);
  });

  test('makes, shows and refuses to change a secret that is immutable', async () => {
    await out('create secret generic keys --from-literal=a=b');
    await bench.out('patch', 'secret', 'keys', '-p', '{"immutable":true}');
    const called = await bench.run(['patch', 'secret', 'keys', '-p', '{"stringData":{"a":"c"},"data":{"a":"Yw=="}}']);
    expect(called.stderr).toContain('field is immutable when `immutable` is set');
    expect(await out('describe secret keys')).toMatch(/Type: +Opaque[\s\S]*a: +1 bytes/);
  });

  test('tries a change on the server without making it', async () => {
    expect(await out('delete deploy meme-backend --dry-run=server')).toContain('(server dry run)');
    expect(await out('scale deploy meme-backend --replicas=9 --dry-run=server')).toContain('(server dry run)');
    expect(await out('create ns tried --dry-run=server')).toContain('(server dry run)');
    expect(await out('get deploy meme-backend -o jsonpath={.spec.replicas}')).toBe('1');
    expect((await bench.run(['get', 'ns', 'tried'])).stderr).toContain('NotFound');
  });

  test('is told what is wrong with an object, field by field', async () => {
    const selector = '{"spec":{"selector":{"matchLabels":{"app":"other"}}}}';
    const { stderr } = await bench.run(['patch', 'deploy', 'meme-frontend', '--type=merge', '-p', selector]);
    expect(stderr).toMatch(
      /The Deployment "meme-frontend" is invalid: \n\* spec.template.metadata.labels: Invalid value/,
    );
    expect(stderr).toContain('field is immutable');
    expect((await bench.run(['create', 'cm', 'watched'])).stderr).toContain('configmaps "watched" already exists');
  });

  test('deletes what a file has, and does not mind what is gone', async () => {
    const file = join(scenario, 'cluster/meme-frontend.yaml');
    expect(await out(`delete -f ${file} --ignore-not-found`)).toContain('deployment.apps "meme-frontend" deleted');
    expect(await out(`delete -f ${file} --ignore-not-found`)).toBe('');
    expect((await bench.run(['delete', '-f', file])).stderr).toContain('NotFound');
  });
});
