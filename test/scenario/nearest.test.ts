import { describe, expect, it } from 'vitest';
import { nearest, suggest } from '../../src/scenario/nearest.ts';

const known = ['replicas.peak', 'replicas.final', 'reversals', 'seconds'];

describe('the nearest name', () => {
  it.each([
    ['reversal', 'reversals'],
    ['Reversals', 'reversals'],
    ['revresals', 'reversals'],
    ['replica.peak', 'replicas.peak'],
    ['replicas.peek', 'replicas.peak'],
    ['second', 'seconds'],
  ])('of %s is %s', (typed, expected) => {
    expect(nearest(typed, known)).toBe(expected);
  });

  it.each(['', 'x', 'podSeconds1234', 'queue'])('of %j is none', (typed) => {
    expect(nearest(typed, known)).toBeUndefined();
  });

  it('is never one that shares no letter, however short', () => {
    expect(nearest('ab', ['xy'])).toBeUndefined();
  });

  it('or else all names are listed, each once', () => {
    expect(suggest('queue', ['b', 'a', 'b'], 'figures')).toBe('known figures: b, a');
    expect(suggest('queue', [], 'figures')).toBe('there are no figures');
  });
});
