import { expect, test } from 'vitest';
import { inNamespaceOf } from '../../../src/cli/live/scenario-namespace.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';

const scenario = loadScenario('meme-generator');

test('a scenario in another namespace applies, reads and watches there, and elsewhere as before', () => {
  const moved = inNamespaceOf(scenario, 'staging');
  expect(moved.target).toEqual({ ...scenario.target, namespace: 'staging' });
  const objects = [
    ...moved.modes.flatMap(({ apply }) => apply),
    ...moved.loads.flatMap((load) => ('job' in load ? [load.job] : [])),
  ];
  expect(objects.length).toBeGreaterThan(5);
  expect([...new Set(objects.map(({ object }) => object.metadata.namespace))]).toEqual(['staging']);
  expect(moved.signals.queue).toMatchObject({ namespace: 'staging', service: 'nats' });
  expect(moved.signals.throttling).toEqual(scenario.signals.throttling);
});

test('a scenario in its own namespace is as it was', () => {
  expect(inNamespaceOf(scenario, undefined)).toBe(scenario);
  expect(inNamespaceOf(scenario, 'meme-generator')).toBe(scenario);
});
