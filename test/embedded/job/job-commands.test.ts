import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { scenarioComponents } from '../../../src/embedded/components.ts';
import { job, namespace } from '../kernel/objects.ts';
import { running } from '../kernel/running.ts';
import { setupOf } from '../kernel/setup.ts';

async function conditionsAfter(script: string, seconds: number): Promise<readonly string[] | undefined> {
  const containers = [{ name: 'load', image: 'busybox:1', command: ['sh', '-c', script] }];
  const objects = [job({ backoffLimit: 0, template: { spec: { restartPolicy: 'Never', containers } } })];
  const kernel = running(objects, {}, scenarioComponents(setupOf(objects)));
  await kernel.pass(seconds);
  const { status } = kernel.store.get<Job>(resources.jobs, namespace, 'load') ?? {};
  return status?.conditions?.map(({ type }) => type);
}

describe('a Job whose command puts no load', () => {
  it.each([
    ['exit 1', 10, ['FailureTarget', 'Failed']],
    ['echo done', 10, ['SuccessCriteriaMet', 'Complete']],
    ['sleep 30', 20, []],
    ['sleep 30', 40, ['SuccessCriteriaMet', 'Complete']],
    ['my-own-program --fast', 10, ['SuccessCriteriaMet', 'Complete']],
  ])('"%s" has after %i s the conditions %j', async (script, seconds, conditions) => {
    expect(await conditionsAfter(script, seconds)).toEqual(conditions);
  });
});
