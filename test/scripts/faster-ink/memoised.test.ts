import { expect, test } from 'vitest';
import { memoised } from '../../../scripts/faster-ink/memoised.ts';

test('a text is computed once, also when the result is empty or zero', () => {
  const asked: string[] = [];
  const lengthOf = memoised((text) => {
    asked.push(text);
    return text.length;
  });
  expect([lengthOf(''), lengthOf('ab'), lengthOf(''), lengthOf('ab')]).toEqual([0, 2, 0, 2]);
  expect(asked).toEqual(['', 'ab']);
});

test('what is asked for often stays, and what is not is forgotten', () => {
  const asked: string[] = [];
  const same = memoised((text) => {
    asked.push(text);
    return text;
  });
  same('seldom');
  for (let line = 0; line < 20_000; line++) {
    same(`line ${line}`);
    same('often');
  }
  expect(asked.filter((text) => text === 'often')).toHaveLength(1);
  same('seldom');
  expect(asked.filter((text) => text === 'seldom')).toHaveLength(2);
});
