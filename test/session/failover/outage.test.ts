import { expect, test } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { OutageWatch } from '../../../src/session/failover/outage.ts';
import type { SourceHealth } from '../../../src/session/observation.ts';

const at = (seconds: number) => epochMs(seconds * 1000);
const sources = (healths: Record<string, SourceHealth>) => ({
  sources: new Map(Object.entries(healths).map(([name, health]) => [name, { health }])),
});
const live = { state: 'live' } as const;
const refused = { state: 'failed', reason: 'connection refused' } as const;

test('an outage lasts from when it was seen first until something is live again', () => {
  const watch = new OutageWatch();
  expect(watch.look(sources({ pods: live, events: live }), at(1))).toBeUndefined();
  const down = sources({ pods: refused, events: { state: 'connecting' } });
  expect(watch.look(down, at(2))).toEqual({ since: at(2), reason: 'connection refused' });
  expect(watch.look(down, at(9))).toEqual({ since: at(2), reason: 'connection refused' });
  expect(watch.look(sources({ pods: live, events: refused }), at(10))).toBeUndefined();
  expect(watch.look(down, at(12))?.since).toBe(at(12));
});

test('a source that fails beside live ones is no outage, and neither is a server outside of the cluster', () => {
  const watch = new OutageWatch();
  expect(watch.look(sources({ pods: live, scaledobjects: refused }), at(1))).toBeUndefined();
  expect(watch.look(sources({ pods: live, queue: refused }), at(2))).toBeUndefined();
  expect(watch.look(sources({ pods: refused, queue: live }), at(3))).toBeDefined();
});

test('a cluster that has not answered yet is not out', () => {
  expect(new OutageWatch().look(sources({ pods: { state: 'connecting' } }), at(1))).toBeUndefined();
});
