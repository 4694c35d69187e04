import { describe, expect, it } from 'vitest';
import type { HorizontalPodAutoscaler, KubernetesObject, ScaledObject } from '../../src/autoscaling/objects.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { appliedIn, manifestFiles, manifestIn, objectsIn, usedFiles } from './scenario-folder.ts';

const scenario = loadScenario('celery-workers');

const hpaIn = (mode: string) =>
  appliedIn<HorizontalPodAutoscaler>(scenario, mode, 'HorizontalPodAutoscaler')?.spec ??
  expect.fail(`no HPA in ${mode}`);

const utilizations = ({ metrics = [] }: HorizontalPodAutoscaler['spec']) =>
  metrics.map((metric) =>
    metric.type === 'Resource' ? [metric.resource.name, metric.resource.target.averageUtilization] : [metric.type],
  );

describe('celery-workers', () => {
  it('scales workers on CPU and memory in its baseline, and the API in every mode', () => {
    expect(scenario.baseline).toBe('resources');
    const worker = hpaIn('resources');
    expect([worker.minReplicas, worker.maxReplicas]).toEqual([2, 10]);
    expect(utilizations(worker)).toEqual([
      ['cpu', 70],
      ['memory', 80],
    ]);
    const isHpa = (object: KubernetesObject): object is HorizontalPodAutoscaler =>
      object.kind === 'HorizontalPodAutoscaler';
    const [api, ...others] = objectsIn(scenario, 'cluster').filter(isHpa);
    expect(others).toEqual([]);
    expect([api?.spec.minReplicas, api?.spec.maxReplicas]).toEqual([3, 10]);
    expect(api && utilizations(api.spec)).toEqual([
      ['cpu', 75],
      ['memory', 85],
    ]);
    expect([worker.behavior, api?.spec.behavior]).not.toContain(undefined);
  });

  it('scales up to twenty on the queue, and down with care', () => {
    const queue = hpaIn('queue');
    expect([queue.minReplicas, queue.maxReplicas]).toEqual([2, 20]);
    expect(queue.metrics).toMatchObject([
      {
        type: 'External',
        external: { metric: { name: 'celery_queue_length' }, target: { type: 'Value', value: '30' } },
      },
      {
        type: 'Pods',
        pods: { metric: { name: 'tasks_per_second' }, target: { type: 'AverageValue', averageValue: '10' } },
      },
    ]);
    expect(queue.behavior?.scaleDown?.selectPolicy).toBe('Min');
    expect(scenario.embedded.model.externalMetrics?.map(({ metric }) => metric)).toEqual(['celery_queue_length']);
    expect(scenario.embedded.model.podsMetrics.map(({ metric }) => metric)).toEqual(['tasks_per_second']);
  });

  it('knows when the rush is, and begins two minutes earlier with a forecast', () => {
    const triggers = (mode: string) => appliedIn<ScaledObject>(scenario, mode, 'ScaledObject')?.spec.triggers ?? [];
    expect(triggers('scheduled').map(({ type }) => type)).toEqual(['cron', 'cpu']);
    expect(triggers('predictive').map(({ type }) => type)).toEqual(['cron', 'redis']);
    const minutes = (mode: string) => triggers(mode)[0]?.metadata.start?.split(' ')[0]?.split(',').map(Number) ?? [];
    expect(
      minutes('predictive')
        .map((minute) => (minute + 2) % 60)
        .sort((a, b) => a - b),
    ).toEqual(minutes('scheduled'));
  });

  it('pushes a hundred and five hundred tasks', () => {
    const commands = objectsIn(scenario, 'loads').map(({ spec }) => JSON.stringify(spec));
    expect(commands.filter((command) => command.includes('"-n","100","-c","10"'))).toHaveLength(1);
    expect(commands.filter((command) => command.includes('"-n","500","-c","20"'))).toHaveLength(1);
  });

  it('uses every manifest in its folder, and each is right by itself', () => {
    const files = manifestFiles(scenario, 'autoscalers', 'cluster', 'loads');
    expect(usedFiles(scenario)).toEqual(files);
    expect(files.flatMap((file) => manifestIn(scenario, file).problems)).toEqual([]);
  });
});
