import { describe, expect, it } from 'vitest';
import { plusMs } from '../../../src/autoscaling/units.ts';
import {
  acceptCpuSample,
  observeMemory,
  observeOom,
  unseenContainer,
} from '../../../src/autoscaling/vpa/container-usage.ts';
import { dayMs, hourMs, minuteMs, start } from './usage-fixture.ts';

const mebibyte = 1024 * 1024;
const first = observeMemory(unseenContainer, 300 * mebibyte, start);
const intervalEnd = plusMs(start, dayMs);

describe('cpu samples of a container', () => {
  it('count only when strictly newer than the last one', () => {
    const seen = acceptCpuSample(unseenContainer, start);
    expect(seen?.lastCpuSampleAt).toBe(start);
    expect(seen && acceptCpuSample(seen, start)).toBeUndefined();
    expect(seen && acceptCpuSample(seen, plusMs(start, -1))).toBeUndefined();
    expect(seen && acceptCpuSample(seen, plusMs(start, 1))?.lastCpuSampleAt).toBe(start + 1);
  });
});

describe('memory samples of a container', () => {
  it('the first one opens an interval of 24 h and is its peak', () => {
    expect(first.peak).toEqual({ bytes: 300 * mebibyte, at: intervalEnd });
    expect(first.replaced).toBeUndefined();
  });

  it('a larger one replaces the peak of its interval', () => {
    const larger = observeMemory(first.container, 400 * mebibyte, plusMs(start, hourMs));
    expect(larger.peak).toEqual({ bytes: 400 * mebibyte, at: intervalEnd });
    expect(larger.replaced).toEqual({ bytes: 300 * mebibyte, at: intervalEnd });
  });

  it('a smaller one changes nothing', () => {
    expect(observeMemory(first.container, 299 * mebibyte, plusMs(start, hourMs)).peak).toBeUndefined();
  });

  it('one at the end of the interval opens the next', () => {
    const next = observeMemory(first.container, 10 * mebibyte, intervalEnd);
    expect(next.peak).toEqual({ bytes: 10 * mebibyte, at: plusMs(intervalEnd, dayMs) });
    expect(next.replaced).toBeUndefined();
  });

  it('intervals move in whole steps past a long silence', () => {
    const next = observeMemory(first.container, 10 * mebibyte, plusMs(intervalEnd, 3.5 * dayMs));
    expect(next.peak?.at).toBe(intervalEnd + 4 * dayMs);
  });

  it('one older than the last is dropped', () => {
    const late = observeMemory(first.container, 1, plusMs(start, hourMs)).container;
    expect(observeMemory(late, 900 * mebibyte, plusMs(start, minuteMs)).peak).toBeUndefined();
  });
});

describe('an OOM kill', () => {
  const at = plusMs(start, hourMs);

  it('counts as 100 MiB more than the request where that is more than twenty percent', () => {
    expect(observeOom(unseenContainer, 200 * mebibyte, start).peak?.bytes).toBe(300 * mebibyte);
  });

  it('counts as twenty percent more where that is more', () => {
    expect(observeOom(unseenContainer, 1000 * mebibyte, start).peak?.bytes).toBe(1200 * mebibyte);
  });

  it('builds on the measured peak where the request is smaller, and replaces that peak', () => {
    const killed = observeOom(first.container, 64 * mebibyte, at);
    expect(killed.peak).toEqual({ bytes: 400 * mebibyte, at: intervalEnd });
    expect(killed.replaced).toEqual({ bytes: 300 * mebibyte, at: intervalEnd });
  });

  it('does not build on what an earlier kill concluded', () => {
    const once = observeOom(first.container, 64 * mebibyte, at).container;
    const twice = observeOom(once, 64 * mebibyte, plusMs(at, minuteMs));
    expect(twice.peak).toBeUndefined();
    expect(twice.container.oomPeakBytes).toBe(400 * mebibyte);
  });

  it('is not outweighed by a smaller measurement after it', () => {
    const killed = observeOom(first.container, 64 * mebibyte, at).container;
    expect(observeMemory(killed, 350 * mebibyte, plusMs(at, minuteMs)).peak).toBeUndefined();
  });

  it('is entered even when it is older than the last sample, but not when it is a day older', () => {
    const late = observeMemory(first.container, 1, plusMs(start, 2 * hourMs)).container;
    expect(observeOom(late, 300 * mebibyte, at).peak?.bytes).toBe(400 * mebibyte);
    expect(observeOom(late, 300 * mebibyte, plusMs(start, -dayMs)).peak).toBeUndefined();
  });
});
