import { formatSelector, matchesSelector, parseSelector, SelectorError } from '../../../src/autoscaling/selector.ts';
import { accepted, type FuzzTarget, refused } from '../fuzz-target.ts';

/** Label selectors as `-l` and the scale subresource write them. */
export const selectors: FuzzTarget = {
  name: 'label selectors',
  seeds: ['app=web', 'a=b,c in (x,y),!d', 'tier notin (front,), env', 'example.com/size > 3', ''],
  words: ['app', 'in', 'notin', '=', '==', '!=', '!', '(', ')', ',', '>', '<', 'a.b/c', '-', '3'],
  judge(input) {
    try {
      const selector = parseSelector(input);
      matchesSelector(selector, { app: 'web', env: '' });
      const printed = formatSelector(selector);
      if (formatSelector(parseSelector(printed)) !== printed) throw new Error(`${printed} reads back differently`);
      return accepted;
    } catch (error) {
      if (error instanceof SelectorError) return refused(error.message);
      throw error;
    }
  },
};
