import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { job, namespace } from './objects.ts';
import { Programs, type Running, running } from './running.ts';

const jobOf = (kernel: Running) => kernel.store.get<Job>(resources.jobs, namespace, 'load');
const conditions = (kernel: Running) => jobOf(kernel)?.status?.conditions?.map(({ type }) => type);

describe('a Job', () => {
  it('runs one pod, and is complete when that has succeeded', async () => {
    const programs = new Programs();
    const kernel = running([job()], {}, [programs]);
    await kernel.pass(5);
    expect(jobOf(kernel)?.status).toMatchObject({ active: 1, ready: 1, startTime: '2025-10-01T09:00:00Z' });
    expect(kernel.pods()[0]?.metadata.labels).toMatchObject({ 'job-name': 'load' });
    programs.hosts[0]?.exited(0);
    await kernel.pass(3);
    expect(jobOf(kernel)?.status).toMatchObject({ active: 0, succeeded: 1, completionTime: '2025-10-01T09:00:06Z' });
    expect(conditions(kernel)).toEqual(['SuccessCriteriaMet', 'Complete']);
    const [pod] = kernel.pods();
    expect(kernel.events('Job')).toEqual([
      `SuccessfulCreate: Created pod: ${pod?.metadata.name}`,
      'Completed: Job completed',
    ]);
  });

  it('keeps as many pods as its parallelism until enough have succeeded', async () => {
    const programs = new Programs();
    const kernel = running([job({ parallelism: 2, completions: 3 })], {}, [programs]);
    await kernel.pass(5);
    expect(programs.hosts).toHaveLength(2);
    for (const host of programs.hosts) host.exited(0);
    await kernel.pass(5);
    expect(jobOf(kernel)?.status).toMatchObject({ active: 1, succeeded: 2 });
    programs.hosts[2]?.exited(0);
    await kernel.pass(5);
    expect(conditions(kernel)).toEqual(['SuccessCriteriaMet', 'Complete']);
  });

  it('tries again after 10 s, 20 s …, and fails when the limit is passed', async () => {
    const programs = new Programs();
    const kernel = running([job({ backoffLimit: 1 })], {}, [programs]);
    await kernel.pass(5);
    programs.hosts[0]?.exited(1);
    await kernel.pass(9);
    expect(programs.hosts).toHaveLength(1);
    await kernel.pass(5);
    expect(programs.hosts).toHaveLength(2);
    programs.hosts[1]?.exited(1);
    await kernel.pass(5);
    expect(conditions(kernel)).toEqual(['FailureTarget', 'Failed']);
    expect(kernel.events('Job')).toContain('BackoffLimitExceeded: Job has reached the specified backoff limit');
  });

  it('goes, with its pods, when its time to live after the end is over', async () => {
    const programs = new Programs();
    const kernel = running([job({ ttlSecondsAfterFinished: 60 })], {}, [programs]);
    await kernel.pass(5);
    programs.hosts[0]?.exited(0);
    await kernel.pass(55);
    expect(jobOf(kernel)).toBeDefined();
    await kernel.pass(10);
    expect([jobOf(kernel), kernel.pods()]).toEqual([undefined, []]);
  });
});
