import { describe, expect, it } from 'vitest';
import { formatTime, plusMs } from '../../../src/autoscaling/units.ts';
import type { PodResourcePolicy, VerticalPodAutoscaler } from '../../../src/autoscaling/vpa/objects.ts';
import { recommend } from '../../../src/autoscaling/vpa/recommend.ts';
import { vpaStatus } from '../../../src/autoscaling/vpa/status.ts';
import { minuteMs, start, steadyUsage } from './usage-fixture.ts';

const gigabyte = 1e9;
const busy = steadyUsage(100, gigabyte, 721);
const idle = steadyUsage(1, 1_000_000, 721);

function recommended(policy: PodResourcePolicy | undefined) {
  return recommend(new Map([['app', busy]]), policy).containerRecommendations?.[0];
}

describe('a recommendation', () => {
  it('for an idle container is the minimum, printed as Kubernetes prints it', () => {
    expect(recommend(new Map([['app', idle]]), undefined)).toEqual({
      containerRecommendations: [
        {
          containerName: 'app',
          target: { cpu: '25m', memory: '250Mi' },
          lowerBound: { cpu: '25m', memory: '250Mi' },
          upperBound: { cpu: '33m', memory: '250Mi' },
          uncappedTarget: { cpu: '25m', memory: '250Mi' },
        },
      ],
    });
  });

  it('for a busy one has its three numbers', () => {
    expect(recommended(undefined)).toEqual({
      containerName: 'app',
      target: { cpu: '126m', memory: '1168723596' },
      lowerBound: { cpu: '125m', memory: '1164062688' },
      upperBound: { cpu: '378m', memory: '3506170788' },
      uncappedTarget: { cpu: '126m', memory: '1168723596' },
    });
  });

  it('is unbounded above after a single sample', () => {
    const first = recommend(new Map([['app', steadyUsage(100, gigabyte, 1)]]), undefined);
    expect(first.containerRecommendations?.[0]?.upperBound).toEqual({ cpu: '100G', memory: '97656250000Ki' });
  });

  it('lists containers by name and shares the minimum between them', () => {
    const usage = new Map([
      ['sidecar', idle],
      ['app', idle],
      ['silent', steadyUsage(1, 1, 0)],
    ]);
    const { containerRecommendations = [] } = recommend(usage, undefined);
    expect(containerRecommendations.map(({ containerName, target }) => [containerName, target])).toEqual([
      ['app', { cpu: '12m', memory: '125Mi' }],
      ['sidecar', { cpu: '12m', memory: '125Mi' }],
    ]);
  });

  it('keeps target and bounds within minAllowed and maxAllowed, but not the uncapped target', () => {
    const policy: PodResourcePolicy = {
      containerPolicies: [
        { containerName: 'app', minAllowed: { cpu: '0.2' }, maxAllowed: { cpu: '300m', memory: '1024Mi' } },
      ],
    };
    expect(recommended(policy)).toMatchObject({
      target: { cpu: '200m', memory: '1Gi' },
      lowerBound: { cpu: '200m', memory: '1Gi' },
      upperBound: { cpu: '300m', memory: '1Gi' },
      uncappedTarget: { cpu: '126m', memory: '1168723596' },
    });
  });

  it('takes a bound of zero for none', () => {
    const policy: PodResourcePolicy = { containerPolicies: [{ containerName: '*', maxAllowed: { cpu: '0' } }] };
    expect(recommended(policy)?.target.cpu).toBe('126m');
  });

  it('prefers the policy of the container over the one for all', () => {
    const policy: PodResourcePolicy = {
      containerPolicies: [
        { containerName: '*', maxAllowed: { cpu: '50m' } },
        { containerName: 'app', controlledResources: ['cpu'] },
      ],
    };
    expect(recommended(policy)).toEqual({
      containerName: 'app',
      target: { cpu: '126m' },
      lowerBound: { cpu: '125m' },
      upperBound: { cpu: '378m' },
      uncappedTarget: { cpu: '126m' },
    });
  });

  it('leaves out containers that are off, also from the count that shares the minimum', () => {
    const usage = new Map([
      ['app', idle],
      ['proxy', idle],
    ]);
    const off: PodResourcePolicy = { containerPolicies: [{ containerName: 'proxy', mode: 'Off' }] };
    expect(recommend(usage, off).containerRecommendations).toMatchObject([
      { containerName: 'app', target: { cpu: '25m' } },
    ]);
  });
});

describe('the status of a VPA', () => {
  const vpa: VerticalPodAutoscaler = {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: { name: 'app', namespace: 'default' },
    spec: { targetRef: { kind: 'Deployment', name: 'app' } },
  };
  const later = plusMs(start, minuteMs);

  it('says that there is no recommendation, and why', () => {
    expect(vpaStatus(vpa, new Map(), false, start)).toEqual({
      recommendation: {},
      conditions: [
        {
          type: 'NoPodsMatched',
          status: 'True',
          reason: 'NoPodsMatched',
          message: 'No pods match this VPA object',
          lastTransitionTime: formatTime(start),
        },
        {
          type: 'RecommendationProvided',
          status: 'False',
          reason: 'NoPodsMatched',
          message: 'No pods match this VPA object',
          lastTransitionTime: formatTime(start),
        },
      ],
    });
  });

  it('says that there is one, and moves the time only when that changes', () => {
    const usage = new Map([['app', busy]]);
    const before = { ...vpa, status: vpaStatus(vpa, new Map(), true, start) };
    const provided = { ...vpa, status: vpaStatus(before, usage, true, later) };
    const again = vpaStatus(provided, usage, true, plusMs(later, minuteMs));
    expect(again.conditions).toEqual([
      { type: 'RecommendationProvided', status: 'True', lastTransitionTime: formatTime(later) },
    ]);
  });

  it('keeps the recommendation when the pods are gone', () => {
    const status = vpaStatus(vpa, new Map([['app', busy]]), false, start);
    expect(status.recommendation?.containerRecommendations).toHaveLength(1);
    expect(status.conditions?.map(({ type, status: value }) => [type, value])).toEqual([
      ['NoPodsMatched', 'True'],
      ['RecommendationProvided', 'True'],
    ]);
  });
});
