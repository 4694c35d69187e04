import { describe, expect, it } from 'vitest';
import { backOff, isBackedOff } from '../../../src/autoscaling/cluster-autoscaler/backoff.ts';
import { clusterHealth, overdueNodes } from '../../../src/autoscaling/cluster-autoscaler/health.ts';
import {
  initialMemory,
  rememberFailedScaleDown,
  scaleDownCooldown,
} from '../../../src/autoscaling/cluster-autoscaler/memory.ts';
import { defaultOptions } from '../../../src/autoscaling/cluster-autoscaler/options.ts';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { cluster, group, minuteMs, node, now } from './cluster-fixture.ts';

describe('a cluster is healthy', () => {
  const nodes = (total: number, unready: number) =>
    Array.from({ length: total }, (_, i) => node(`n${i}`, 4, 16, { ready: i >= unready }));

  it.each([
    [4, 3, true],
    [4, 4, false],
    [20, 9, true],
    [20, 10, false],
    [0, 0, true],
  ])('with %d nodes of which %d are unready: %s', (total, unready, healthy) => {
    expect(clusterHealth(nodes(total, unready), now, defaultOptions)).toEqual({ total, unready, healthy });
  });

  it('while its nodes are starting', () => {
    const starting = nodes(5, 5).map((one) => ({ ...one, createdAt: plusMs(now, -minuteMs) }));
    expect(clusterHealth(starting, now, defaultOptions)).toEqual({ total: 5, unready: 0, healthy: true });
  });
});

describe('nodes that were asked for', () => {
  const asked = (minutes: number, count = 1) =>
    Array.from({ length: count }, (_, i) => ({
      name: `new-${i}`,
      nodeGroup: 'pool',
      requestedAt: plusMs(now, -minutes * minuteMs),
    }));
  const overdue = (minutes: number, count: number, minSize = 0) =>
    overdueNodes(
      cluster({ upcoming: asked(minutes, count), nodeGroups: [group('pool', 4, 16, { targetSize: 3, minSize })] }),
      now,
      defaultOptions,
    ).length;

  it('are given up after more than 15 minutes', () => {
    expect(overdue(15, 1)).toBe(0);
    expect(overdue(15.01, 1)).toBe(1);
  });

  it('are kept where their group is at its minimum', () => {
    expect(overdue(16, 2, 2)).toBe(1);
    expect(overdue(16, 2, 3)).toBe(0);
  });
});

describe('a group that failed to grow', () => {
  it('is left alone for 5, 10, 20, then always 30 minutes', () => {
    let at = now;
    let backoff = backOff(undefined, at, defaultOptions);
    const minutes = [backoff.durationMs / minuteMs];
    for (let i = 0; i < 4; i++) {
      at = plusMs(backoff.until, 1);
      backoff = backOff(backoff, at, defaultOptions);
      minutes.push(backoff.durationMs / minuteMs);
    }
    expect(minutes).toEqual([5, 10, 20, 30, 30]);
  });

  it('is not punished twice for failures at the same time', () => {
    const first = backOff(undefined, now, defaultOptions);
    expect(backOff(first, plusMs(now, 1000), defaultOptions).durationMs).toBe(5 * minuteMs);
  });

  it('is forgiven after three hours', () => {
    const long = { durationMs: 30 * minuteMs, until: now, failedAt: plusMs(now, -30 * minuteMs) };
    expect(backOff(long, plusMs(long.failedAt, 180 * minuteMs), defaultOptions).durationMs).toBe(30 * minuteMs);
    expect(backOff(long, plusMs(long.failedAt, 181 * minuteMs), defaultOptions).durationMs).toBe(5 * minuteMs);
  });

  it('may grow again at the end of its time', () => {
    const backoff = backOff(undefined, now, defaultOptions);
    expect(isBackedOff(backoff, plusMs(backoff.until, -1))).toBe(true);
    expect(isBackedOff(backoff, backoff.until)).toBe(false);
  });
});

describe('the cooldown of scale-down', () => {
  const cooldown = (memory: ReturnType<typeof initialMemory>) => scaleDownCooldown(memory, now, defaultOptions);

  it('is none for an autoscaler that just started', () => {
    expect(cooldown(initialMemory(now))).toBeUndefined();
  });

  it('lasts ten minutes from the last scale-up and three from a failure', () => {
    const grown = { ...initialMemory(now), lastScaleUpAt: plusMs(now, -9 * minuteMs) };
    expect(cooldown(grown)).toEqual({ because: 'after-add', until: plusMs(now, minuteMs) });
    const failed = rememberFailedScaleDown(grown, now);
    expect(cooldown(failed)).toEqual({ because: 'after-failure', until: plusMs(now, 3 * minuteMs) });
  });

  it('is over at its end, and deletions cause none', () => {
    const memory = { ...initialMemory(now), lastScaleUpAt: plusMs(now, -10 * minuteMs), lastScaleDownDeleteAt: now };
    expect(cooldown(memory)).toBeUndefined();
  });
});
