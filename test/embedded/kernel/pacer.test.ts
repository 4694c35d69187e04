import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { Pacer, realTime, type WallTime } from '../../../src/embedded/clock/pacer.ts';
import { VirtualClock } from '../../../src/embedded/clock/virtual-clock.ts';

/** Real time under the test's control: it passes only when the pacer sleeps, and by what the test adds. */
class FakeWall implements WallTime {
  at = 0;
  sleeps = 0;
  /** Called before each sleep ends. */
  onSleep: () => void = () => {};

  now(): number {
    return this.at;
  }

  async sleep(ms: number): Promise<void> {
    this.sleeps += 1;
    this.at += Math.max(ms, 0.1);
    this.onSleep();
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** Runs a pacer until `wallMs` of fake time have passed. */
async function paced(
  speed: number | 'max',
  wallMs: number,
  clock = new VirtualClock(epochMs(0)),
  wall = new FakeWall(),
) {
  const pacer = new Pacer(clock, speed, wall);
  const done = new Promise<void>((resolve) => {
    const before = wall.onSleep;
    wall.onSleep = () => {
      before();
      if (wall.at >= wallMs) resolve();
    };
  });
  pacer.start();
  await done;
  await pacer.stop();
  return { clock, wall, pacer };
}

describe('the pacer', () => {
  it.each([1, 10, 1000])('keeps %d x real time without drifting', async (speed) => {
    const { clock, wall } = await paced(speed, 60_000);
    expect(Math.abs(clock.now() - wall.at * speed)).toBeLessThanOrEqual(60 * speed);
  });

  it('wakes for what is due, not much later', async () => {
    const clock = new VirtualClock(epochMs(0));
    const wall = new FakeWall();
    const lateness: number[] = [];
    clock.every(333, () => lateness.push(wall.at - clock.now()));
    await paced(1, 10_000, clock, wall);
    expect(lateness).toHaveLength(30);
    expect(Math.max(...lateness)).toBeLessThan(10);
  });

  it('does not make up for the time a suspended process has lost', async () => {
    const wall = new FakeWall();
    let suspended = false;
    wall.onSleep = () => {
      if (suspended || wall.at < 1000) return;
      suspended = true;
      wall.at += 3_600_000;
    };
    const { clock } = await paced(1, 3_605_000, undefined, wall);
    expect(clock.now()).toBeGreaterThan(4000);
    expect(clock.now()).toBeLessThan(7000);
  });

  it('goes as fast as it can at max, and leaves the event loop its turns', async () => {
    const clock = new VirtualClock(epochMs(0));
    const wall = new FakeWall();
    clock.every(1000, () => {
      wall.at += 1;
    });
    await paced('max', 500, clock, wall);
    expect(clock.now()).toBeGreaterThan(400_000);
    expect(wall.sleeps).toBeGreaterThan(30);
  });

  it('changes speed from where it stands', async () => {
    const clock = new VirtualClock(epochMs(0));
    const wall = new FakeWall();
    const pacer = new Pacer(clock, 1, wall);
    let faster = false;
    const done = new Promise<void>((resolve) => {
      wall.onSleep = () => {
        if (!faster && wall.at >= 10_000) {
          faster = true;
          pacer.setSpeed(10);
        }
        if (wall.at >= 20_000) resolve();
      };
    });
    pacer.start();
    await done;
    await pacer.stop();
    expect(clock.now()).toBeGreaterThan(108_000);
    expect(clock.now()).toBeLessThan(112_000);
  });

  it('stops at the instant of the callback that stops it, and can start again', async () => {
    const clock = new VirtualClock(epochMs(0));
    const wall = new FakeWall();
    const pacer = new Pacer(clock, 'max', wall);
    const stopped = new Promise<void>((resolve) => {
      clock.outside.after(12_345, () => void pacer.stop().then(resolve));
    });
    pacer.start();
    await stopped;
    expect([clock.now(), pacer.running]).toEqual([12_345, false]);
    pacer.start();
    expect(pacer.running).toBe(true);
    await pacer.stop();
    await pacer.stop();
  });

  it('refuses a speed that is none', () => {
    expect(() => new Pacer(new VirtualClock(epochMs(0)), 0)).toThrow(RangeError);
  });
});

describe('real time', () => {
  it('leaves nothing behind on the signal when a sleep is over', async () => {
    const { signal } = new AbortController();
    await realTime.sleep(1, signal);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('wakes from a sleep when the signal says so', async () => {
    const stop = new AbortController();
    const asleep = realTime.sleep(3_600_000, stop.signal);
    stop.abort();
    await asleep;
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });
});
