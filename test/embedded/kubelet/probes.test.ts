import { describe, expect, it } from 'vitest';
import type { Container } from '../../../src/autoscaling/objects.ts';
import { namespace, pod, container as web } from '../kernel/objects.ts';
import { Programs, type Running, running } from '../kernel/running.ts';

const probed = (change: Partial<Container>) => pod('a', { spec: { containers: [{ ...web, ...change }] } });
const stateOf = (kernel: Running) => kernel.pod('a')?.status?.containerStatuses?.[0];

describe('a liveness probe', () => {
  const liveness = { httpGet: { path: '/healthz', port: 'http' }, initialDelaySeconds: 5, periodSeconds: 10 };
  const ports = [{ name: 'http', containerPort: 8080 }];

  it('restarts a container whose port does not answer three times in a row', async () => {
    const kernel = running([
      probed({ command: ['sleep', '3600'], ports, livenessProbe: { ...liveness, terminationGracePeriodSeconds: 2 } }),
    ]);
    await kernel.pass(3 + 25);
    expect(stateOf(kernel)).toMatchObject({ restartCount: 0, state: { running: {} } });
    await kernel.pass(6);
    expect(stateOf(kernel)).toMatchObject({
      restartCount: 1,
      state: { running: {} },
      lastState: { terminated: { exitCode: 137, reason: 'Error' } },
    });
    const refused = 'dial tcp 10.244.0.2:8080: connect: connection refused';
    expect(kernel.events('Pod')).toContain(
      `Unhealthy: Liveness probe failed: Get "http://10.244.0.2:8080/healthz": ${refused}`,
    );
    expect(kernel.events('Pod')).toContain('Killing: Container web failed liveness probe, will be restarted');
  });

  it('leaves a program alone that answers, ready or not', async () => {
    const programs = new Programs();
    programs.ready = false;
    const kernel = running([probed({ livenessProbe: liveness })], {}, [programs]);
    await kernel.pass(120);
    expect(stateOf(kernel)?.restartCount).toBe(0);
  });

  it('by a command fails when the command does', async () => {
    const kernel = running([probed({ livenessProbe: { exec: { command: ['false'] }, failureThreshold: 1 } })]);
    await kernel.pass(4);
    expect(stateOf(kernel)?.restartCount).toBe(1);
  });
});

describe('a startup probe', () => {
  it('holds readiness and liveness back until it passes', async () => {
    const programs = new Programs();
    const startupProbe = { httpGet: { port: 80 }, initialDelaySeconds: 10, periodSeconds: 5 };
    const kernel = running([probed({ startupProbe })], {}, [programs]);
    await kernel.pass(8);
    expect(stateOf(kernel)).toMatchObject({ started: false, ready: false, state: { running: {} } });
    await kernel.pass(10);
    expect(stateOf(kernel)).toMatchObject({ started: true, ready: true });
  });

  it('that never passes gets the container restarted', async () => {
    const kernel = running([
      probed({
        command: ['sleep', 'infinity'],
        startupProbe: { exec: { command: ['sh', '-c', 'exit 1'] }, periodSeconds: 2, failureThreshold: 5 },
        lifecycle: {},
      }),
    ]);
    await kernel.pass(13);
    expect(kernel.events('Pod')).toContain('Killing: Container web failed startup probe, will be restarted');
    expect(kernel.pod('a')?.status?.containerStatuses?.[0]?.restartCount).toBe(1);
  });
});

describe('a readiness probe', () => {
  it('says in an event why the container is not ready', async () => {
    const programs = new Programs();
    programs.ready = false;
    const kernel = running([probed({ readinessProbe: { httpGet: { path: '/ready', port: 80 } } })], {}, [programs]);
    await kernel.pass(5);
    expect(kernel.events('Pod')).toContain('Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503');
  });
});

describe('a preStop hook', () => {
  const remove = (kernel: Running) => kernel.api.delete({ apiVersion: 'v1', kind: 'Pod', namespace, name: 'a' });

  it.each([
    ['that sleeps', { sleep: { seconds: 10 } }],
    ['whose command sleeps', { exec: { command: ['/bin/sh', '-c', 'sleep 10'] } }],
  ])('%s keeps the program serving for that long before SIGTERM', async (_title, preStop) => {
    const programs = new Programs();
    const kernel = running([probed({ lifecycle: { preStop } })], {}, [programs]);
    await kernel.pass(5);
    remove(kernel);
    await kernel.pass(9.5);
    expect(stateOf(kernel)).toMatchObject({ ready: true, state: { running: {} } });
    await kernel.pass(1);
    expect(kernel.pod('a')).toBeUndefined();
  });

  it('uses up the grace period; two seconds are left to the program all the same', async () => {
    const programs = new Programs();
    programs.terminateAfterMs = Number.POSITIVE_INFINITY;
    const spec = { containers: [{ ...web, lifecycle: { preStop: { sleep: { seconds: 60 } } } }] };
    const kernel = running([pod('a', { spec: { ...spec, terminationGracePeriodSeconds: 20 } })], {}, [programs]);
    await kernel.pass(5);
    remove(kernel);
    await kernel.pass(21.5);
    expect(programs.killed).toBe(0);
    await kernel.pass(1);
    expect([programs.killed, kernel.pod('a')]).toEqual([1, undefined]);
  });
});
