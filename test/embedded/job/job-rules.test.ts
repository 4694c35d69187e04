import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { formatIndexes } from '../../../src/embedded/job/completion-index.ts';
import { job, namespace } from '../kernel/objects.ts';
import { Programs, type Running, running } from '../kernel/running.ts';

const jobOf = (kernel: Running) => kernel.store.get<Job>(resources.jobs, namespace, 'load');
const conditions = (kernel: Running) =>
  jobOf(kernel)?.status?.conditions?.map(({ type, status, reason }) => `${type}=${status} ${reason}`) ?? [];

function start(spec: Partial<Job['spec']> = {}): { readonly kernel: Running; readonly programs: Programs } {
  const programs = new Programs();
  return { kernel: running([job(spec)], {}, [programs]), programs };
}

function change(kernel: Running, spec: Partial<Job['spec']>): void {
  const current = jobOf(kernel);
  if (current) kernel.store.update<Job>({ ...current, spec: { ...current.spec, ...spec } });
}

const template = (restartPolicy: string, command?: readonly string[]): Job['spec']['template'] => ({
  spec: { restartPolicy, containers: [{ name: 'load', image: 'load:1', ...(command && { command }) }] },
});

describe('failures of a Job', () => {
  it('make it wait longer and longer, until a pod succeeds', async () => {
    const { kernel, programs } = start({ completions: 2, backoffLimit: 10 });
    const waits: number[] = [];
    for (const code of [1, 1, 1, 0, 1]) {
      await kernel.pass(5);
      const count = programs.hosts.length;
      programs.hosts.at(-1)?.exited(code);
      let waited = 0;
      for (; programs.hosts.length === count; waited += 1) await kernel.pass(1);
      waits.push(Math.round(waited / 10) * 10);
    }
    expect(waits).toEqual([10, 20, 40, 0, 10]);
    expect(jobOf(kernel)?.status).toMatchObject({ succeeded: 1, failed: 4 });
  });

  it('in a row beyond the limit end it, with the pods that still run', async () => {
    const { kernel, programs } = start({ parallelism: 3, completions: 3, backoffLimit: 0 });
    programs.terminateAfterMs = 10_000;
    await kernel.pass(5);
    programs.hosts[0]?.exited(1);
    await kernel.pass(4);
    expect(jobOf(kernel)?.status).toMatchObject({ active: 0, terminating: 2 });
    expect(conditions(kernel)).toEqual(['FailureTarget=True BackoffLimitExceeded']);
    await kernel.pass(12);
    expect(conditions(kernel)).toEqual(['FailureTarget=True BackoffLimitExceeded', 'Failed=True BackoffLimitExceeded']);
    expect(jobOf(kernel)?.status?.failed).toBe(3);
    expect(jobOf(kernel)?.status?.completionTime).toBeUndefined();
  });

  it('in place count by restarts when pods restart on failure', async () => {
    const { kernel, programs } = start({ backoffLimit: 2, template: template('OnFailure') });
    await kernel.pass(5);
    programs.hosts.at(-1)?.exited(1);
    await kernel.pass(3);
    expect(jobOf(kernel)?.status).toMatchObject({ active: 1, failed: 0 });
    programs.hosts.at(-1)?.exited(1);
    await kernel.pass(15);
    expect(conditions(kernel)).toContain('Failed=True BackoffLimitExceeded');
  });

  it('include pods that somebody deletes', async () => {
    const { kernel } = start();
    await kernel.pass(5);
    const name = kernel.pods()[0]?.metadata.name ?? '';
    kernel.api.delete({ apiVersion: 'v1', kind: 'Pod', namespace, name });
    await kernel.pass(3);
    expect(jobOf(kernel)?.status?.failed).toBe(1);
    await kernel.pass(15);
    expect(kernel.pods()).toHaveLength(1);
  });
});

describe('a Job that has succeeded', () => {
  it('does not run again when its pod is deleted before the controller looked', async () => {
    const { kernel, programs } = start();
    await kernel.pass(5);
    programs.hosts[0]?.exited(0);
    await kernel.pass(0.1);
    kernel.store.remove(resources.pods, namespace, kernel.pods()[0]?.metadata.name ?? '');
    await kernel.pass(30);
    expect(programs.hosts).toHaveLength(1);
    expect(conditions(kernel)).toContain('Complete=True CompletionsReached');
  });
});

describe('activeDeadlineSeconds', () => {
  it('end a Job that takes longer', async () => {
    const { kernel } = start({ activeDeadlineSeconds: 60 });
    await kernel.pass(58);
    expect(conditions(kernel)).toEqual([]);
    await kernel.pass(6);
    expect(conditions(kernel)).toEqual(['FailureTarget=True DeadlineExceeded', 'Failed=True DeadlineExceeded']);
    expect(kernel.events('Job')).toContain('DeadlineExceeded: Job was active longer than specified deadline');
    expect(kernel.pods()).toEqual([]);
  });
});

describe('a suspended Job', () => {
  it('has no pods until it is resumed, which is when it starts', async () => {
    const { kernel, programs } = start({ suspend: true, activeDeadlineSeconds: 100 });
    await kernel.pass(200);
    expect(programs.hosts).toEqual([]);
    expect(conditions(kernel)).toEqual(['Suspended=True JobSuspended']);
    expect(jobOf(kernel)?.status?.startTime).toBeUndefined();
    change(kernel, { suspend: false });
    await kernel.pass(5);
    expect(programs.hosts).toHaveLength(1);
    expect(conditions(kernel)).toEqual(['Suspended=False JobResumed']);
    expect(jobOf(kernel)?.status?.startTime).toBe('2025-10-01T09:03:20Z');
    const events = kernel.events('Job').filter((event) => !event.startsWith('SuccessfulCreate'));
    expect(events).toEqual(['Suspended: Job suspended', 'Resumed: Job resumed']);
  });

  it('gives its pods up, and nobody counts them as failed', async () => {
    const { kernel } = start({ parallelism: 2, completions: 2 });
    await kernel.pass(5);
    change(kernel, { suspend: true });
    await kernel.pass(5);
    expect(kernel.pods()).toEqual([]);
    expect(jobOf(kernel)?.status).toMatchObject({ active: 0, failed: 0 });
  });
});

describe('an Indexed Job', () => {
  it('gives each pod its own index, and a failed one to another pod', async () => {
    const { kernel, programs } = start({ completionMode: 'Indexed', completions: 4, parallelism: 2 });
    await kernel.pass(5);
    const [first, second] = kernel.pods();
    expect(first?.metadata.name).toMatch(/^load-0-[a-z0-9]{5}$/);
    expect(second?.metadata.annotations).toMatchObject({ 'batch.kubernetes.io/job-completion-index': '1' });
    expect(second?.spec.hostname).toBe('load-1');
    expect(second?.spec.containers[0]?.env).toEqual([
      expect.objectContaining({ name: 'JOB_COMPLETION_INDEX', valueFrom: expect.anything() }),
    ]);
    programs.hosts[0]?.exited(0);
    programs.hosts[1]?.exited(1);
    await kernel.pass(20);
    expect(kernel.pods().map(({ metadata }) => metadata.labels?.['batch.kubernetes.io/job-completion-index'])).toEqual([
      '0',
      '1',
      '1',
      '2',
    ]);
    for (let round = 0; round < 3; round += 1) {
      for (const host of programs.hosts.slice(2)) host.exited(0);
      await kernel.pass(20);
    }
    expect(jobOf(kernel)?.status).toMatchObject({ succeeded: 4, completedIndexes: '0-3' });
    expect(conditions(kernel)).toContain('Complete=True CompletionsReached');
  });

  it.each([
    [[0, 1, 2, 5], '0-2,5'],
    [[3, 1, 2, 7, 8], '1-3,7,8'],
    [[], ''],
  ])('writes the indexes %j as "%s"', (indexes, text) => {
    expect(formatIndexes(new Set(indexes))).toBe(text);
  });
});

describe('a smaller parallelism', () => {
  it('takes pods away without counting them as failed', async () => {
    const { kernel } = start({ parallelism: 3, completions: 5 });
    await kernel.pass(5);
    change(kernel, { parallelism: 1 });
    await kernel.pass(5);
    expect(jobOf(kernel)?.status).toMatchObject({ active: 1, failed: 0 });
  });
});

describe('podReplacementPolicy Failed', () => {
  it('waits until a pod that is being deleted has gone', async () => {
    const { spec } = template('Never');
    const { kernel, programs } = start({
      podReplacementPolicy: 'Failed',
      template: { spec: { ...spec, terminationGracePeriodSeconds: 20 } },
    });
    programs.terminateAfterMs = Number.POSITIVE_INFINITY;
    await kernel.pass(5);
    kernel.api.delete({ apiVersion: 'v1', kind: 'Pod', namespace, name: kernel.pods()[0]?.metadata.name ?? '' });
    await kernel.pass(15);
    expect(kernel.pods()).toHaveLength(1);
    expect(jobOf(kernel)?.status).toMatchObject({ failed: 0, terminating: 1 });
    await kernel.pass(22);
    expect(jobOf(kernel)?.status).toMatchObject({ failed: 1, active: 1 });
  });
});

describe('a Job without a number of completions', () => {
  it('works off a queue: once a pod has succeeded the others may finish, and then it is complete', async () => {
    const { kernel, programs } = start({ parallelism: 2 });
    await kernel.pass(5);
    expect(jobOf(kernel)?.spec.completions).toBeUndefined();
    programs.hosts[0]?.exited(0);
    await kernel.pass(30);
    expect(jobOf(kernel)?.status).toMatchObject({ active: 1, succeeded: 1 });
    expect(conditions(kernel)).toEqual([]);
    programs.hosts[1]?.exited(0);
    await kernel.pass(5);
    expect(jobOf(kernel)?.status?.succeeded).toBe(2);
    expect(conditions(kernel)).toContain('Complete=True CompletionsReached');
  });
});
