import { describe, expect, it } from 'vitest';
import { summarizePod } from '../../../src/autoscaling/kubectl/pod-summary.ts';
import { epochMs, parseTime } from '../../../src/autoscaling/units.ts';
import { scenarioComponents } from '../../../src/embedded/components.ts';
import type { EmbeddedModel, MemoryModel } from '../../../src/embedded/setup.ts';
import { WorkingSet } from '../../../src/embedded/workload/working-set.ts';
import { deployment, job, namespace } from '../kernel/objects.ts';
import { type Running, running } from '../kernel/running.ts';
import { setupOf } from '../kernel/setup.ts';

const mebibyte = 1024 * 1024;

/** A Deployment of one pod with a limit of 64Mi, 16Mi of which its program has in use from the start. */
function leaking(memory: MemoryModel, change: Partial<EmbeddedModel['workloads'][number]> = {}): Running {
  const resources = { requests: { cpu: '100m', memory: '32Mi' }, limits: { memory: '64Mi' } };
  const model: Partial<EmbeddedModel> = {
    workloads: [
      {
        namespace,
        deployment: 'web',
        startup: { cpuSeconds: 1, threads: 1 },
        idle: { cpuMillicores: 1, memory: '16Mi' },
        memory,
        ...change,
      },
    ],
    queues: [
      {
        kind: 'nats-jetstream',
        namespace,
        service: 'nats',
        monitoringPort: 8222,
        account: '$G',
        stream: 'WORK',
        subject: 'work',
        consumer: 'web',
        ackWaitSeconds: 30,
        maxAckPending: 1000,
      },
    ],
  };
  const objects = [deployment(1, { container: { resources } })];
  return running(objects, { model }, scenarioComponents(setupOf(objects, { model })));
}

const stateOf = (kernel: Running) => kernel.pods()[0]?.status?.containerStatuses?.[0];
const memoryOf = (kernel: Running) => kernel.kubelet.running(namespace)[0]?.process.memoryBytes() ?? 0;

describe('a program that leaks', () => {
  const oneMebibytePerSecond = { growthBytesPerSecond: mebibyte };

  it('is killed in the moment its working set passes the limit of its container', async () => {
    const kernel = leaking(oneMebibytePerSecond);
    await kernel.pass(4);
    const startedAt = parseTime(stateOf(kernel)?.state?.running?.startedAt) ?? 0;
    // One second of start-up, then 48 s from 16Mi to 64Mi.
    await kernel.pass((startedAt - kernel.clock.now()) / 1000 + 48.9);
    expect(memoryOf(kernel) / mebibyte).toBeGreaterThan(62);
    expect(stateOf(kernel)?.restartCount).toBe(0);
    await kernel.pass(2.5);
    expect(stateOf(kernel)).toMatchObject({
      restartCount: 1,
      lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
      state: { running: {} },
    });
    const ended = stateOf(kernel)?.lastState?.terminated;
    expect((parseTime(ended?.finishedAt) ?? 0) - (parseTime(ended?.startedAt) ?? 0)).toBe(49_000);
    expect(memoryOf(kernel) / mebibyte).toBeLessThan(17);
  });

  it('shows as OOMKilled and CrashLoopBackOff when it is killed again and again', async () => {
    const kernel = leaking({ growthBytesPerSecond: 16 * mebibyte });
    const seen = new Set<string>();
    for (let passed = 0; passed < 200; passed += 1) {
      await kernel.pass(0.25);
      const [pod] = kernel.pods();
      if (pod) seen.add(summarizePod(pod, kernel.clock.now()).status);
    }
    expect([...seen]).toEqual(['ContainerCreating', 'Running', 'OOMKilled', 'CrashLoopBackOff']);
    expect(stateOf(kernel)?.restartCount).toBeGreaterThanOrEqual(2);
  });

  it('lives on where its growth ends below the limit', async () => {
    const kernel = leaking({ ...oneMebibytePerSecond, growthLimit: '40Mi' });
    await kernel.pass(600);
    expect(stateOf(kernel)?.restartCount).toBe(0);
    expect(memoryOf(kernel)).toBe(56 * mebibyte);
    const [usage] = kernel.metricsServer.usage(kernel.pods());
    expect(usage?.containers[0]?.memoryBytes).toBe(BigInt(56 * mebibyte));
  });
});

describe('a worker that takes more than it can hold', () => {
  it('is killed, and the messages come back to the next run', async () => {
    const kernel = leaking(
      { perItem: '1Mi' },
      {
        worker: {
          stream: 'WORK',
          consumer: 'web',
          batch: 100,
          concurrency: 1,
          cpuMillisPerMessage: 1,
          threads: 1,
          ioMillisPerMessage: { median: 100, sigma: 0 },
        },
      },
    );
    await kernel.pass(20);
    expect(stateOf(kernel)?.restartCount).toBe(0);
    const command = ['nats', 'bench', 'js', 'pub', 'work', '--msgs', '200', '--clients', '4'];
    kernel.store.create(
      job({ template: { spec: { restartPolicy: 'Never', containers: [{ name: 'load', image: 'nats:1', command }] } } }),
    );
    await kernel.pass(60);
    expect(stateOf(kernel)?.lastState?.terminated).toMatchObject({ exitCode: 137, reason: 'OOMKilled' });
    expect(stateOf(kernel)?.restartCount).toBeGreaterThanOrEqual(2);
  });
});

describe('a working set', () => {
  const set = new WorkingSet({
    idle: { cpuMillicores: 1, memory: '10Mi' },
    memory: { growthBytesPerSecond: 1000, perItem: '1Mi' },
  });
  set.serve(epochMs(5000));

  it.each([0, 2, 3])('with %i items is full when growth has taken the rest', (items) => {
    const limit = 14 * mebibyte;
    const waitMs = set.msUntilAbove(limit, epochMs(6000), items) ?? 0;
    expect(set.bytes(epochMs(6000 + waitMs), items)).toBeGreaterThan(limit);
    expect(set.bytes(epochMs(6000 + waitMs - 1), items)).toBeLessThanOrEqual(limit);
  });
});
