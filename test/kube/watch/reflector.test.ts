import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { ClusterError, type ReflectorHealth } from '../../../src/cluster/port.ts';
import { VirtualClock } from '../../../src/embedded/clock/virtual-clock.ts';
import { ApiError } from '../../../src/kube/http/api-error.ts';
import { reflectorIntervals } from '../../../src/kube/watch/intervals.ts';
import { pulseIntervals } from '../../../src/kube/watch/pulse.ts';
import { Reflector } from '../../../src/kube/watch/reflector.ts';
import type { StreamHandlers } from '../../../src/kube/watch/watch-stream.ts';

const object = (name: string, version: number, uid = name): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, uid, resourceVersion: String(version) },
});

/** A reflector on a source that a test plays, and the time of a clock that only the test lets pass. */
function reflect() {
  const clock = new VirtualClock(epochMs(0));
  const told: string[] = [];
  const health: ReflectorHealth[] = [];
  const watches: { readonly from: string; readonly stream: StreamHandlers; isOpen: boolean }[] = [];
  let listed: { items: readonly KubernetesObject[]; resourceVersion: string } | ClusterError = {
    items: [object('a', 1)],
    resourceVersion: '1',
  };
  let lists = 0;
  const reflector = new Reflector({
    source: {
      async list() {
        lists += 1;
        if (listed instanceof ClusterError) throw listed;
        return listed;
      },
      watch(from, _, stream) {
        const watch = { from, stream, isOpen: true };
        watches.push(watch);
        return () => {
          watch.isOpen = false;
        };
      },
    },
    clock,
    random: () => 1,
    intervals: reflectorIntervals,
    handlers: {
      onUpsert: ({ metadata }) => told.push(`+${metadata.name}@${metadata.resourceVersion}`),
      onDelete: ({ metadata }) => told.push(`-${metadata.name}`),
      onHealth: (each) => health.push(each),
    },
    healthOf: ({ message }) => ({ state: 'failed', reason: message }),
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    reflector,
    told,
    health: () => health.map((each) => (each.state === 'failed' ? each.reason : each.state)),
    watches,
    lists: () => lists,
    nextList: (next: typeof listed) => {
      listed = next;
    },
    settle,
    async pass(ms: number) {
      await settle();
      await clock.advanceTo(epochMs(clock.now() + ms));
      await settle();
    },
    waiting: () => clock.nextDueAt(),
    async watch() {
      await settle();
      const watch = watches.at(-1);
      if (watch === undefined) throw new Error('nothing is watched');
      watch.stream.onOpen?.();
      return watch;
    },
  };
}

describe('a reflector', () => {
  test('lists, watches from there and is live when the watch stands', async () => {
    const test = reflect();
    test.reflector.start();
    await test.settle();
    expect(test.health()).toEqual(['connecting']);
    const { from, stream } = await test.watch();
    stream.onEvent({ type: 'MODIFIED', object: object('a', 2) });
    stream.onEvent({ type: 'DELETED', object: object('a', 3) });
    expect(from).toBe('1');
    expect(test.told).toEqual(['+a@1', '+a@2', '-a']);
    expect(test.health()).toEqual(['connecting', 'live']);
    expect(test.reflector.state).toBe('watching');
  });

  test('resumes a watch that has ended where the last bookmark was, without a new list', async () => {
    const test = reflect();
    test.reflector.start();
    const { stream } = await test.watch();
    stream.onEvent({ type: 'BOOKMARK', resourceVersion: '7' });
    await test.pass(60_000);
    stream.onEnd();
    await test.settle();
    expect(test.watches.map(({ from }) => from)).toEqual(['1', '7']);
    expect(test.lists()).toBe(1);
    expect(test.health()).toEqual(['connecting', 'live']);
  });

  test('lists anew at once when its version is too old, and tells only what is different', async () => {
    const test = reflect();
    test.reflector.start();
    const { stream } = await test.watch();
    test.nextList({ items: [object('b', 8), object('c', 9)], resourceVersion: '9' });
    stream.onEvent({ type: 'ADDED', object: object('b', 8) });
    stream.onEnd(new ApiError(410, 'Expired', 'too old resource version'));
    await test.watch();
    expect(test.told).toEqual(['+a@1', '+b@8', '-a', '+c@9']);
    expect(test.watches.at(-1)?.from).toBe('9');
    expect(test.health()).toEqual(['connecting', 'live']);
  });

  test('lists anew when versions run backwards: it is another server', async () => {
    const test = reflect();
    test.reflector.start();
    const { stream } = await test.watch();
    stream.onEvent({ type: 'BOOKMARK', resourceVersion: '900' });
    stream.onEvent({ type: 'ADDED', object: object('z', 20) });
    await test.settle();
    expect(test.lists()).toBe(2);
    expect(test.told).toEqual(['+a@1']);
  });

  test('tells an object that was made again under its name as deleted first', async () => {
    const test = reflect();
    test.reflector.start();
    const { stream } = await test.watch();
    test.nextList({ items: [object('a', 5, 'other')], resourceVersion: '5' });
    stream.onEnd(new ClusterError(0, 'ServiceUnavailable', 'cut'));
    await test.pass(5000);
    expect(test.told).toEqual(['+a@1', '-a', '+a@5']);
  });

  test('opens a watch anew that is silent for longer than bookmarks take, from its last version', async () => {
    const test = reflect();
    test.reflector.start();
    const first = await test.watch();
    await test.pass(60_000);
    first.stream.onHeard?.();
    first.stream.onEvent({ type: 'BOOKMARK', resourceVersion: '4' });
    await test.pass(74_000);
    expect(first.isOpen).toBe(true);
    await test.pass(2000);
    expect(first.isOpen).toBe(false);
    expect(test.watches.at(-1)?.from).toBe('4');
    expect(test.health()).toEqual(['connecting', 'live']);
  });

  test('waits longer from attempt to attempt, but never so long that recovery takes five seconds', async () => {
    const test = reflect();
    test.nextList(new ClusterError(0, 'ServiceUnavailable', 'connection refused'));
    test.reflector.start();
    await test.settle();
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      let passed = 0;
      for (const before = test.lists(); test.lists() === before; passed += 100) await test.pass(100);
      pauses.push(passed);
    }
    expect(pauses).toEqual([1000, 2000, 3500, 3500, 3500, 3500]);
    expect(test.health()).toEqual(['connecting', 'connection refused']);
  });

  test('tries an API that never was there twice a minute, one that was there often at first', async () => {
    const missing = new ApiError(404, 'NotFound', 'the server could not find the requested resource');
    const never = reflect();
    never.nextList(missing);
    never.reflector.start();
    await never.pass(29_000);
    expect(never.lists()).toBe(1);
    expect(never.reflector.state).toBe('failed');
    await never.pass(2000);
    expect(never.lists()).toBe(2);

    const gone = reflect();
    gone.reflector.start();
    const { stream } = await gone.watch();
    gone.nextList(missing);
    stream.onEnd(missing);
    for (let seconds = 0; seconds < 30; seconds += 1) await gone.pass(1000);
    expect(gone.lists()).toBeGreaterThan(6);
    for (let seconds = 0; seconds < 60; seconds += 1) await gone.pass(1000);
    const late = gone.lists();
    for (let seconds = 0; seconds < 60; seconds += 1) await gone.pass(1000);
    expect(gone.lists() - late).toBeLessThanOrEqual(2);
  });

  test('takes a server that ends every watch at once for one that fails', async () => {
    const test = reflect();
    test.reflector.start();
    const { stream } = await test.watch();
    stream.onEnd();
    await test.settle();
    expect(test.health()).toEqual(['connecting', 'live', 'the server ends every watch at once']);
    expect(test.reflector.state).toBe('backoff');
  });

  test('tells nothing after it was stopped, and leaves neither watch nor timer', async () => {
    const test = reflect();
    const stop = test.reflector.start();
    const { stream } = await test.watch();
    stop();
    stop();
    stream.onEvent({ type: 'ADDED', object: object('late', 9) });
    await test.settle();
    expect(test.told).toEqual(['+a@1']);
    expect(test.watches.filter(({ isOpen }) => isOpen)).toEqual([]);
    expect(test.waiting()).toBeUndefined();
  });

  test('opens no watch when it is stopped while it lists', async () => {
    const test = reflect();
    test.reflector.start()();
    await test.settle();
    expect(test.watches).toEqual([]);
    expect(test.told).toEqual([]);
    expect(test.waiting()).toBeUndefined();
  });
});

test('what the program waits for lets a failure show within three seconds and a recovery within five', () => {
  expect(pulseIntervals.silenceMs + pulseIntervals.answerMs).toBeLessThan(3000);
  expect(reflectorIntervals.slowMs).toBeLessThan(3000);
  expect(reflectorIntervals.longestPauseMs).toBeLessThan(5000);
});
