import { describe, expect, test } from 'vitest';
import { externalOnly, pass, productionOptions } from './rig.ts';

describe('two HPAs on the same pods', () => {
  const otherHpas = [{ namespace: 'shop', name: 'rival', selector: 'app in (web,api)' }];

  test('freeze each other on a current controller', () => {
    const decision = pass({ otherHpas, metrics: externalOnly(60) });
    expect(decision.limitedBy).toBe('selector');
    expect(decision.conditions.find(({ type }) => type === 'ScalingActive')?.message).toBe(
      'pods by selector app=web are controlled by multiple HPAs: [shop/rival shop/web]',
    );
    expect(decision.registeredSelector).toBe('app=web');
  });

  test('fight on GKE', () => {
    const decision = pass({ otherHpas, metrics: externalOnly(60), options: { ...productionOptions, profile: 'gke' } });
    expect(decision.desired).toBe(6);
  });

  test.each([
    ['in another namespace', { namespace: 'other', name: 'rival', selector: 'app=web' }],
    ['on other pods', { namespace: 'shop', name: 'rival', selector: 'app=api' }],
    ['with a selector nobody can read', { namespace: 'shop', name: 'rival', selector: 'app web' }],
  ])('do not meet %s', (_, other) => {
    expect(pass({ otherHpas: [other], metrics: externalOnly(60) }).desired).toBe(6);
  });

  test('do not meet without pods', () => {
    expect(pass({ otherHpas, pods: [], metrics: externalOnly(60) }).desired).toBe(6);
  });
});
