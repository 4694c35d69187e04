import { expect, it } from 'vitest';
import { builtInKeys } from '../../src/scenario/built-in-keys.ts';
import { complaints } from './small-scenario.ts';

it.each(builtInKeys)('the key $key is kept for $does', ({ key, does }) => {
  const [only, ...others] = complaints(['scenario.yaml', 'key: w', `key: ${JSON.stringify(key)}`]);
  expect(only).toContain(
    `scenario.yaml:16:10: key "${key}" of mode "wild" is Harmony's own for "${does}"; free are b d`,
  );
  expect(others).toEqual([]);
});

it('a free letter in the other case is another key', () => {
  expect(complaints(['scenario.yaml', 'key: w', 'key: C'])).toEqual([]);
});
