import { describe, expect, it } from 'vitest';
import { ClusterError } from '../../../src/cluster/port.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import { deployment, hpa, job, namespace } from './objects.ts';
import { Programs, running } from './running.ts';

const writer = { fieldManager: 'harmony' };

describe('the embedded cluster', () => {
  it('names itself, its context and its profile', () => {
    const cluster = new EmbeddedCluster(running([], { profile: 'gke' }));
    expect(cluster.identity).toEqual({ badge: 'EMBEDDED', context: 'harmony-embedded', profile: 'gke' });
  });

  it('follows a log line by line until the container has ended', async () => {
    const programs = new Programs();
    const kernel = running([job()], {}, [programs]);
    const cluster = new EmbeddedCluster(kernel);
    await kernel.pass(5);
    const name = kernel.pods()[0]?.metadata.name ?? '';
    programs.hosts[0]?.log('first');
    const heard: string[] = [];
    cluster.logs(
      { namespace, name },
      { follow: true, onLine: (line) => heard.push(line), onEnd: () => heard.push('end') },
    );
    await kernel.pass(1);
    programs.hosts[0]?.log('second');
    programs.hosts[0]?.exited(0);
    await kernel.pass(1);
    expect(heard).toEqual(['first', 'second', 'end']);
  });

  it('tells that a container has not started yet, or does not exist', async () => {
    const kernel = running([job()]);
    const cluster = new EmbeddedCluster(kernel);
    await kernel.pass(1);
    const name = kernel.pods()[0]?.metadata.name ?? '';
    const errors: (string | undefined)[] = [];
    const onEnd = (error?: ClusterError) => errors.push(error?.message);
    cluster.logs({ namespace, name }, { onLine: () => {}, onEnd });
    cluster.logs({ namespace, name }, { container: 'other', onLine: () => {}, onEnd });
    await kernel.pass(1);
    expect(errors).toEqual([
      `container "load" in pod "${name}" is waiting to start: ContainerCreating`,
      `container other is not valid for pod ${name}`,
    ]);
  });

  it('asks admission before it stores, for dry runs, too', async () => {
    const kernel = running([deployment(1)]);
    kernel.world.addAdmission((object) => {
      if (object.kind === 'HorizontalPodAutoscaler')
        throw new ClusterError(403, 'Forbidden', 'the target has an owner');
    });
    const cluster = new EmbeddedCluster(kernel);
    await expect(cluster.apply(hpa(), { ...writer, dryRun: true })).rejects.toMatchObject({ code: 403 });
    await expect(cluster.apply(hpa(), writer)).rejects.toMatchObject({ message: 'the target has an owner' });
    expect(kernel.store.list(resources.horizontalPodAutoscalers)).toEqual([]);
  });

  it.each([
    ['an HPA whose maximum is below its minimum', hpa('web', { minReplicas: 5, maxReplicas: 2 }), 'spec.maxReplicas'],
    [
      'a Deployment whose selector misses its own pods',
      deployment(1, { spec: { selector: { matchLabels: { app: 'other' } } } }),
      '`selector` does not match template `labels`',
    ],
    [
      'a Job whose pods would restart for ever',
      job({ template: { spec: { containers: [{ name: 'load' }] } } }),
      'Unsupported value: "Always"',
    ],
  ])('refuses %s', async (_what, object, said) => {
    const cluster = new EmbeddedCluster(running([deployment(1)]));
    await expect(cluster.apply(object, { ...writer, force: true })).rejects.toMatchObject({
      code: 422,
      reason: 'Invalid',
      message: expect.stringContaining(said) as string,
    });
  });

  it('refuses an object that lacks what it cannot do without', async () => {
    const cluster = new EmbeddedCluster(running([deployment(1)]));
    const bare = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'bare', namespace } };
    await expect(cluster.apply(bare, writer)).rejects.toMatchObject({
      code: 422,
      message:
        'Deployment.apps "bare" is invalid: [spec.selector: Required value, spec.template.spec.containers: Required value]',
    });
  });

  it.each([
    ['a pod', deployment(1, { container: { resources: { requests: { cpu: 'much' } } } })],
    [
      'an HPA',
      hpa('web', {
        metrics: [
          { type: 'External', external: { metric: { name: 'lag' }, target: { type: 'Value', value: 'much' } } },
        ],
      }),
    ],
  ])('cannot decode %s with a quantity that is none', async (_what, object) => {
    const cluster = new EmbeddedCluster(running([deployment(1)]));
    await expect(cluster.apply(object, { ...writer, force: true })).rejects.toMatchObject({
      code: 400,
      message: expect.stringContaining('"much" is not a quantity') as string,
    });
  });

  it('reaches programs through the service proxy, by port call and by raw path', async () => {
    const kernel = running([]);
    kernel.world.services.add({ namespace, name: 'nats', port: 8222 }, ({ pathname, searchParams }) => ({
      pathname,
      consumers: searchParams.get('consumers'),
    }));
    const cluster = new EmbeddedCluster(kernel);
    const answer = { pathname: '/jsz', consumers: 'true' };
    expect(await cluster.serviceProxy({ namespace, name: 'nats', port: 8222 }, '/jsz?consumers=true')).toEqual(answer);
    const raw = `/api/v1/namespaces/${namespace}/services/nats:8222/proxy/jsz?consumers=true`;
    expect(await cluster.getRaw(raw)).toEqual(answer);
  });

  it('empties a namespace before it lets it go', async () => {
    const programs = new Programs();
    programs.terminateAfterMs = 3000;
    const kernel = running([deployment(2), hpa()], {}, [programs]);
    const cluster = new EmbeddedCluster(kernel);
    await kernel.pass(10);
    const ref = { apiVersion: 'v1', kind: 'Namespace', name: namespace };
    expect(await cluster.delete(ref)).toBe(true);
    await kernel.pass(1);
    expect((await cluster.get(ref))?.status).toMatchObject({ phase: 'Terminating' });
    await kernel.pass(10);
    expect(await cluster.get(ref)).toBeUndefined();
    expect([kernel.pods(), kernel.replicaSets(), kernel.kubelet.running()]).toEqual([[], [], []]);
  });

  it('tells nothing any more once it is closed', async () => {
    const kernel = running([deployment(1)]);
    const cluster = new EmbeddedCluster(kernel);
    let told = 0;
    const handlers = { onUpsert: () => (told += 1), onDelete: () => (told += 1), onHealth: () => (told += 1) };
    cluster.reflect(resources.pods, {}, handlers);
    cluster.pacer.start();
    await cluster.close();
    await kernel.pass(10);
    expect(told).toBe(0);
  });

  it('lets a caller that acts on what it hears do so before time moves on', async () => {
    const kernel = running([deployment(1)]);
    const cluster = new EmbeddedCluster(kernel);
    const reactions: number[] = [];
    let heardAt = 0;
    cluster.reflect(
      resources.pods,
      { namespace },
      {
        onUpsert: () => {
          if (heardAt > 0) return;
          heardAt = cluster.clock.now();
          void cluster
            .list(resources.pods)
            .then(() => cluster.scale({ apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: 'web' }, 3, writer))
            .then(() => reactions.push(cluster.clock.now()));
        },
        onDelete: () => {},
        onHealth: () => {},
      },
    );
    await kernel.pass(10);
    expect(reactions).toEqual([heardAt]);
    expect(kernel.pods()).toHaveLength(3);
  });
});
