import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { EventQueue } from '../../../src/embedded/clock/event-queue.ts';
import { VirtualClock } from '../../../src/embedded/clock/virtual-clock.ts';
import { SeededRandom } from '../../../src/embedded/seeded-random.ts';

const at = epochMs;

describe('the virtual clock', () => {
  it('runs what is due in order of time, and in scheduling order among equals', async () => {
    const clock = new VirtualClock(at(0));
    const seen: string[] = [];
    for (const [delay, name] of [
      [20, 'c'],
      [10, 'a'],
      [10, 'b'],
      [30, 'late'],
    ] as const) {
      clock.after(delay, () => seen.push(`${name}@${clock.now()}`));
    }
    await clock.advanceTo(at(25));
    expect(seen).toEqual(['a@10', 'b@10', 'c@20']);
    expect(clock.now()).toBe(25);
    expect(clock.nextDueAt()).toBe(30);
  });

  it('runs calls scheduled for the present instant within it', async () => {
    const clock = new VirtualClock(at(0));
    const seen: number[] = [];
    clock.after(10, () => clock.after(0, () => seen.push(clock.now())));
    await clock.advanceTo(at(10));
    expect(seen).toEqual([10]);
  });

  it('does not run what was cancelled, not even by an earlier call of the same instant', async () => {
    const clock = new VirtualClock(at(0));
    let ran = false;
    clock.after(10, () => cancel());
    const cancel = clock.after(10, () => {
      ran = true;
    });
    await clock.advanceTo(at(20));
    expect(ran).toBe(false);
  });

  it('repeats at fixed distances until cancelled, even from within the callback', async () => {
    const clock = new VirtualClock(at(0));
    const seen: number[] = [];
    const cancel = clock.every(15, () => {
      seen.push(clock.now());
      if (seen.length === 3) cancel();
    });
    await clock.advanceTo(at(100));
    expect(seen).toEqual([15, 30, 45]);
    expect(clock.nextDueAt()).toBeUndefined();
  });

  it('stands still until promises that an outside callback started have settled', async () => {
    const clock = new VirtualClock(at(0));
    const seen: string[] = [];
    clock.outside.after(10, () => {
      void (async () => {
        for (let step = 0; step < 50; step += 1) await Promise.resolve();
        seen.push(`settled@${clock.now()}`);
        clock.outside.after(5, () => seen.push(`scheduled by it@${clock.now()}`));
      })();
    });
    clock.after(11, () => seen.push(`inside@${clock.now()}`));
    await clock.advanceTo(at(20));
    expect(seen).toEqual(['settled@10', 'inside@11', 'scheduled by it@15']);
  });

  it('stops after the present instant when paused', async () => {
    const clock = new VirtualClock(at(0));
    clock.after(10, () => clock.pause());
    await clock.advanceTo(at(100));
    expect(clock.now()).toBe(10);
    await clock.advanceTo(at(100));
    expect(clock.now()).toBe(100);
  });

  it('never goes back and refuses delays that are no numbers', async () => {
    const clock = new VirtualClock(at(50));
    await clock.advanceTo(at(10));
    expect(clock.now()).toBe(50);
    expect(() => clock.after(Number.NaN, () => {})).toThrow(RangeError);
    expect(() => clock.every(0, () => {})).toThrow(RangeError);
  });
});

describe('the event queue', () => {
  it('gives back a thousand random entries sorted and stable', () => {
    const random = new SeededRandom(7);
    const queue = new EventQueue();
    const pushed = Array.from({ length: 1000 }, (_, order) => ({ at: random.integer(50), order }));
    for (const entry of pushed) queue.push(entry.at, () => {});
    const popped: { at: number; order: number }[] = [];
    for (let call = queue.popDue(Infinity); call !== undefined; call = queue.popDue(Infinity)) {
      popped.push({ at: call.at, order: call.order });
    }
    expect(popped).toEqual(pushed.toSorted((a, b) => a.at - b.at || a.order - b.order));
  });
});

describe('seeded randomness', () => {
  const draws = (random: { next(): number }) => Array.from({ length: 5 }, () => random.next());

  it('repeats with the seed and differs with another', () => {
    expect(draws(new SeededRandom(1))).toEqual(draws(new SeededRandom(1)));
    expect(draws(new SeededRandom(1))).not.toEqual(draws(new SeededRandom(2)));
  });

  it('gives a fork the same sequence whatever else was drawn', () => {
    const disturbed = new SeededRandom(1);
    draws(disturbed);
    expect(draws(disturbed.fork('kubelet'))).toEqual(draws(new SeededRandom(1).fork('kubelet')));
    expect(draws(disturbed.fork('kubelet'))).not.toEqual(draws(disturbed.fork('cadvisor')));
  });

  it('spreads evenly, and log-normally around the median', () => {
    const random = new SeededRandom(3);
    const uniform = Array.from({ length: 10_000 }, () => random.next());
    expect(uniform.reduce((a, b) => a + b) / uniform.length).toBeCloseTo(0.5, 1);
    expect(uniform.every((value) => value >= 0 && value < 1)).toBe(true);
    const waits = Array.from({ length: 10_001 }, () => random.logNormal(200, 0.5)).toSorted((a, b) => a - b);
    expect(waits[5000]).toBeGreaterThan(190);
    expect(waits[5000]).toBeLessThan(210);
    expect(random.logNormal(200, 0)).toBe(200);
  });
});
