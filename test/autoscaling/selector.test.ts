import { describe, expect, test } from 'vitest';
import { formatSelector, matchesSelector, parseSelector, SelectorError } from '../../src/autoscaling/selector.ts';

const pod = { app: 'web', tier: 'front', size: '7' };

describe('a selector as text', () => {
  test.each([
    ['', true],
    ['app=web', true],
    ['app==web', true],
    ['app=web,tier=back', false],
    ['app=web,app=api', false],
    ['app!=web', false],
    ['zone!=a', true],
    ['app in (api, web)', true],
    ['app notin (api,web)', false],
    ['zone notin (a)', true],
    ['app', true],
    ['!app', false],
    ['!zone , app', true],
    ['zone=', false],
    ['size>6', true],
    ['size<7', false],
    ['app>1', false],
    ['in in (in)', false],
  ])('"%s" selects the pod: %s', (text, selected) => {
    expect(matchesSelector(parseSelector(text), pod)).toBe(selected);
  });

  test.each([
    ['b=2,a=1', 'a=1,b=2'],
    ['app in (web,api)', 'app in (api,web)'],
    [' app == web ', 'app==web'],
    ['x notin (b,,a),!y,z', 'x notin (,a,b),!y,z'],
    ['app=', 'app='],
    ['n>5', 'n>5'],
  ])('"%s" prints as "%s"', (text, printed) => {
    expect(formatSelector(parseSelector(text))).toBe(printed);
  });

  test.each([
    ['app=web,', "found '', expected: identifier after ','"],
    ['=web', "found '=', expected: !, identifier, or 'end of string'"],
    ['app,=', "found '=', expected: identifier after ','"],
    ['app web', "unable to parse requirement: found 'web', expected: in, notin, =, ==, !=, gt, lt"],
    ['app in web', "unable to parse requirement: found 'web', expected: '('"],
    ['app in (web', "unable to parse requirement: found '', expected: ',' or ')'"],
    ['app in ()', 'unable to parse requirement: a set needs at least one value'],
    ['!app=web', "found '=', expected: ',' or 'end of string'"],
    ['-app=web', "unable to parse requirement: '-app' is not a label key"],
    ['Not.A.Domain/app=web', "unable to parse requirement: 'Not.A.Domain/app' is not a label key"],
    ['app=a b', "found 'b', expected: ',' or 'end of string'"],
    ['app=-', "unable to parse requirement: '-' is not a label value"],
    ['n>x', "unable to parse requirement: for '>' and '<' the value must be an integer, not 'x'"],
  ])('"%s" is refused: %s', (text, reason) => {
    expect(() => parseSelector(text)).toThrow(new SelectorError(text, reason));
  });
});

describe("an API object's selector", () => {
  const selector = {
    matchLabels: { tier: 'front', app: 'web' },
    matchExpressions: [
      { key: 'size', operator: 'In', values: ['8', '7'] },
      { key: 'zone', operator: 'DoesNotExist' },
    ],
  } as const;

  test('needs every label and every expression', () => {
    expect(matchesSelector(selector, pod)).toBe(true);
    expect(matchesSelector(selector, { ...pod, zone: 'a' })).toBe(false);
    expect(matchesSelector(selector, { ...pod, tier: 'back' })).toBe(false);
    expect(matchesSelector(selector, undefined)).toBe(false);
  });

  test('selects everything when empty', () => {
    expect(matchesSelector({}, undefined)).toBe(true);
  });

  test('prints as a parsed one does', () => {
    expect(formatSelector(selector)).toBe('app=web,size in (7,8),tier=front,!zone');
  });
});
