import { describe, expect, it } from 'vitest';
import { parseTime } from '../../../src/autoscaling/units.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { deleteGracefully } from '../../../src/embedded/store/graceful-deletion.ts';
import { container, namespace, pod } from './objects.ts';
import { Programs, type Running, running } from './running.ts';

const conditionsOf = (kernel: Running, name = 'a') =>
  Object.fromEntries((kernel.pod(name)?.status?.conditions ?? []).map(({ type, status }) => [type, status]));
const stateOf = (kernel: Running, name = 'a') => kernel.pod(name)?.status?.containerStatuses?.[0];
const remove = ({ store, clock }: Running, name = 'a') =>
  deleteGracefully(store, clock, resources.pods, namespace, name);

describe('a new pod', () => {
  it('has neither node nor start time before it is scheduled', () => {
    const kernel = running([pod('a')]);
    expect(kernel.pod('a')?.spec.nodeName).toBeUndefined();
    expect(kernel.pod('a')?.status?.startTime).toBeUndefined();
  });

  it('is Pending and not Ready until its image is pulled, though it has started by then', async () => {
    const kernel = running([pod('a')]);
    await kernel.pass(1.5);
    expect(kernel.pod('a')?.status?.phase).toBe('Pending');
    expect(kernel.pod('a')?.status?.startTime).toBe('2025-10-01T09:00:00Z');
    expect(stateOf(kernel)?.state).toEqual({ waiting: { reason: 'ContainerCreating' } });
    expect(conditionsOf(kernel)).toMatchObject({ PodScheduled: 'True', Initialized: 'True', Ready: 'False' });
    await kernel.pass(2);
    expect(kernel.pod('a')?.status?.phase).toBe('Running');
    expect(kernel.pod('a')?.status?.podIP).toBe('10.244.0.2');
    expect(conditionsOf(kernel)).toMatchObject({ Ready: 'True', ContainersReady: 'True' });
  });

  it('tells its way in events', async () => {
    const kernel = running([pod('a')]);
    await kernel.pass(5);
    expect(kernel.events('Pod')).toEqual([
      'Scheduled: Successfully assigned shop/a to node-0',
      'Pulling: Pulling image "web:1"',
      'Pulled: Successfully pulled image "web:1" in 2s (2s including waiting).',
      'Created: Container created',
      'Started: Container started',
    ]);
  });

  it('starts at once on a node that has the image', async () => {
    const kernel = running([pod('a', { spec: { nodeName: 'node-0' } })]);
    await kernel.pass(5);
    kernel.store.create(pod('b', { spec: { nodeName: 'node-0' } }));
    await kernel.pass(1.5);
    expect(kernel.pod('b')?.status?.phase).toBe('Running');
    expect(kernel.events('Pod')).toContain(
      'Pulled: Container image "web:1" already present on machine and can be accessed by the pod',
    );
  });

  it('runs init containers one after the other before its own', async () => {
    const init = (name: string) => ({ name, image: 'init:1' });
    const kernel = running([pod('a', { spec: { initContainers: [init('first'), init('second')] } })]);
    await kernel.pass(4);
    expect(kernel.pod('a')?.status?.phase).toBe('Pending');
    expect(conditionsOf(kernel)).toMatchObject({ Initialized: 'False' });
    await kernel.pass(6);
    expect(kernel.pod('a')?.status?.phase).toBe('Running');
    const finished = kernel
      .pod('a')
      ?.status?.initContainerStatuses?.map(({ name, state }) => [name, state?.terminated?.finishedAt]);
    expect(finished).toEqual([
      ['first', '2025-10-01T09:00:03Z'],
      ['second', '2025-10-01T09:00:04Z'],
    ]);
    expect(stateOf(kernel)?.state?.running?.startedAt).toBe('2025-10-01T09:00:07Z');
  });
});

describe('readiness', () => {
  const probed = { ...container, readinessProbe: { initialDelaySeconds: 5, periodSeconds: 10, successThreshold: 2 } };

  it('comes after the initial delay and the successes in a row that the probe asks for', async () => {
    const programs = new Programs();
    const kernel = running([pod('a', { spec: { containers: [probed] } })], {}, [programs]);
    await kernel.pass(30);
    const startedAt = parseTime(stateOf(kernel)?.state?.running?.startedAt) ?? 0;
    const ready = kernel.pod('a')?.status?.conditions?.find(({ type }) => type === 'Ready');
    expect(ready?.status).toBe('True');
    expect((parseTime(ready?.lastTransitionTime) ?? 0) - startedAt).toBe(15_000);
  });

  it('is lost after three failures', async () => {
    const programs = new Programs();
    const kernel = running([pod('a', { spec: { containers: [probed] } })], {}, [programs]);
    await kernel.pass(30);
    programs.ready = false;
    await kernel.pass(20);
    expect(conditionsOf(kernel).Ready).toBe('True');
    await kernel.pass(11);
    expect(conditionsOf(kernel).Ready).toBe('False');
    expect(kernel.pod('a')?.status?.phase).toBe('Running');
  });
});

describe('deletion', () => {
  it('of a pod without a node is immediate', () => {
    const kernel = running([pod('a')]);
    remove(kernel);
    expect(kernel.pod('a')).toBeUndefined();
  });

  it('marks the pod, lets its program end, and then removes it', async () => {
    const programs = new Programs();
    programs.terminateAfterMs = 4000;
    const kernel = running([pod('a')], {}, [programs]);
    await kernel.pass(10);
    remove(kernel);
    expect(kernel.pod('a')?.metadata).toMatchObject({
      deletionTimestamp: '2025-10-01T09:00:40Z',
      deletionGracePeriodSeconds: 30,
    });
    await kernel.pass(3.5);
    expect(stateOf(kernel)?.state?.running).toBeDefined();
    expect(kernel.events('Pod')).toContain('Killing: Stopping container web');
    await kernel.pass(1);
    expect(kernel.pod('a')).toBeUndefined();
    expect(programs.killed).toBe(0);
  });

  it('kills a program that ignores SIGTERM when the grace period is over', async () => {
    const programs = new Programs();
    programs.terminateAfterMs = Number.POSITIVE_INFINITY;
    const kernel = running([pod('a', { spec: { terminationGracePeriodSeconds: 12 } })], {}, [programs]);
    await kernel.pass(10);
    remove(kernel);
    await kernel.pass(11.9);
    expect(kernel.pod('a')).toBeDefined();
    await kernel.pass(1);
    expect(kernel.pod('a')).toBeUndefined();
    expect(programs.killed).toBe(1);
    expect(kernel.kubelet.running()).toEqual([]);
  });

  it('stops a pod that is still pulling its image', async () => {
    const kernel = running([pod('a')]);
    await kernel.pass(1);
    remove(kernel);
    await kernel.pass(5);
    expect(kernel.pod('a')).toBeUndefined();
    expect(kernel.kubelet.running()).toEqual([]);
  });
});

describe('a program that ends by itself', () => {
  it('is restarted at once the first time, then after 10 s, 20 s …', async () => {
    const programs = new Programs();
    const kernel = running([pod('a')], {}, [programs]);
    await kernel.pass(5);
    programs.hosts.at(-1)?.exited(137, 'OOMKilled');
    await kernel.pass(1);
    expect(stateOf(kernel)).toMatchObject({
      restartCount: 1,
      state: { running: {} },
      lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
    });
    programs.hosts.at(-1)?.exited(1);
    await kernel.pass(1);
    expect(stateOf(kernel)?.state?.waiting?.reason).toBe('CrashLoopBackOff');
    expect(kernel.pod('a')?.status?.phase).toBe('Running');
    expect(conditionsOf(kernel).Ready).toBe('False');
    await kernel.pass(10);
    expect(stateOf(kernel)).toMatchObject({ restartCount: 2, state: { running: {} } });
    programs.hosts.at(-1)?.exited(1);
    await kernel.pass(15);
    expect(stateOf(kernel)?.state?.waiting?.message).toMatch(
      /^back-off 20s restarting failed container=web pod=a_shop/,
    );
  });

  it('leaves a pod that must not restart Succeeded or Failed', async () => {
    const programs = new Programs();
    const once = { restartPolicy: 'Never' };
    const kernel = running([pod('a', { spec: once }), pod('b', { spec: once })], {}, [programs]);
    await kernel.pass(5);
    programs.hosts[0]?.exited(0);
    programs.hosts[1]?.exited(3);
    await kernel.pass(1);
    expect([kernel.pod('a')?.status?.phase, kernel.pod('b')?.status?.phase]).toEqual(['Succeeded', 'Failed']);
    expect(stateOf(kernel)?.state?.terminated).toMatchObject({ exitCode: 0, reason: 'Completed' });
  });
});
