import { describe, expect, it } from 'vitest';
import { type EpochMs, plusMs } from '../../../src/autoscaling/units.ts';
import { percentile } from '../../../src/autoscaling/vpa/decaying-histogram.ts';
import {
  type ContainerId,
  emptyUsageHistory,
  forgetPodsExcept,
  recordUsage,
  type UsageFact,
  usageByContainer,
} from '../../../src/autoscaling/vpa/usage-history.ts';
import { dayMs, minuteMs, start, steadyUsage } from './usage-fixture.ts';

const selector = { matchLabels: { app: 'web' } };

function container(pod: string, podLabels: Record<string, string>, namespace = 'default'): ContainerId {
  return { namespace, pod, podLabels, containerName: 'app' };
}

const web1 = container('web-1', { app: 'web', 'pod-template-hash': 'a' });
const web2 = container('web-2', { 'pod-template-hash': 'a', app: 'web' });
const revised = container('web-3', { app: 'web', 'pod-template-hash': 'b' });

function cpu(id: ContainerId, millicores: number, at: EpochMs = start): UsageFact {
  return { kind: 'cpu', container: id, at, millicores };
}

describe('the usage history', () => {
  it('counts pods of equal labels together, whatever the order of the labels', () => {
    const history = recordUsage(emptyUsageHistory, [cpu(web1, 10), cpu(web2, 20)], start);
    expect(history.aggregates.size).toBe(1);
    expect(usageByContainer(history, 'default', selector).get('app')?.totalSamplesCount).toBe(2);
  });

  it('merges the revisions of a workload for its VPA', () => {
    const history = recordUsage(emptyUsageHistory, [cpu(web1, 10), cpu(revised, 500)], start);
    const merged = usageByContainer(history, 'default', selector).get('app');
    expect(history.aggregates.size).toBe(2);
    expect(merged?.totalSamplesCount).toBe(2);
    expect(percentile(merged?.cpuUsage ?? steadyUsage(0, 0, 0).cpuUsage, 0.95)).toBeGreaterThan(0.5);
  });

  it('does not show a VPA other namespaces or labels', () => {
    const facts = [cpu(container('x', { app: 'web' }, 'other'), 10), cpu(container('y', { app: 'db' }), 10)];
    expect(usageByContainer(recordUsage(emptyUsageHistory, facts, start), 'default', selector).size).toBe(0);
  });

  it('counts a repeated sample once', () => {
    const once = recordUsage(emptyUsageHistory, [cpu(web1, 10)], start);
    const twice = recordUsage(once, [cpu(web1, 10)], plusMs(start, minuteMs));
    expect(usageByContainer(twice, 'default', selector).get('app')?.totalSamplesCount).toBe(1);
  });

  it('replaces a memory peak, so that a growing container counts once', () => {
    const facts: UsageFact[] = [100, 200, 300].map((megabytes, i) => ({
      kind: 'memory',
      container: web1,
      at: plusMs(start, i * minuteMs),
      bytes: megabytes * 1e6,
    }));
    const peaks = usageByContainer(recordUsage(emptyUsageHistory, facts, start), 'default', selector).get('app');
    expect(peaks?.memoryPeaks.weights.filter((weight) => weight > 0.001)).toHaveLength(1);
    expect(percentile(peaks?.memoryPeaks ?? steadyUsage(0, 0, 0).memoryPeaks, 0.5)).toBeGreaterThan(300e6);
  });

  it('raises the peak for an OOM kill', () => {
    const killed: UsageFact = { kind: 'oom', container: web1, at: start, requestBytes: 1e9 };
    const peaks = usageByContainer(recordUsage(emptyUsageHistory, [killed], start), 'default', selector).get('app');
    expect(percentile(peaks?.memoryPeaks ?? steadyUsage(0, 0, 0).memoryPeaks, 0.9)).toBeGreaterThan(1.2e9);
  });

  it('adds what checkpoints held', () => {
    const history = recordUsage(emptyUsageHistory, [cpu(web1, 10)], start);
    const merged = usageByContainer(history, 'default', selector, new Map([['app', steadyUsage(10, 1, 99)]]));
    expect(merged.get('app')?.totalSamplesCount).toBe(100);
  });

  it('drops what it heard nothing of for eight days, to the millisecond', () => {
    const history = recordUsage(emptyUsageHistory, [cpu(web1, 10)], start);
    expect(recordUsage(history, [], plusMs(start, 8 * dayMs - 1)).aggregates.size).toBe(1);
    expect(recordUsage(history, [], plusMs(start, 8 * dayMs)).aggregates.size).toBe(0);
  });

  it('forgets pods that are gone and keeps what they taught', () => {
    const history = recordUsage(emptyUsageHistory, [cpu(web1, 10), cpu(web2, 20)], start);
    const after = forgetPodsExcept(history, (_namespace, pod) => pod === 'web-2');
    expect([...after.containers.values()].map(({ id }) => id.pod)).toEqual(['web-2']);
    expect(after.aggregates).toBe(history.aggregates);
  });

  it('is a value: recording leaves the earlier one as it was', () => {
    const before = recordUsage(emptyUsageHistory, [cpu(web1, 10)], start);
    recordUsage(before, [cpu(web1, 900, plusMs(start, minuteMs))], start);
    expect(usageByContainer(before, 'default', selector).get('app')?.totalSamplesCount).toBe(1);
    expect(emptyUsageHistory.aggregates.size).toBe(0);
  });
});
