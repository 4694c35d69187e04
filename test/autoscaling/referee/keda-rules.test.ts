import { describe, expect, test } from 'vitest';
import type { ScaleTrigger } from '../../../src/autoscaling/objects.ts';
import { deployment, found, hpa, kedaHpa, now, scaledObject, second, time, titles, trigger } from './namespace.ts';

describe('KEDA’s webhook', () => {
  const message = `admission webhook "vscaledobject.kb.io" denied the request: the workload 'web' of type 'apps/v1.Deployment' is already managed by the hpa 'manual'`;
  const refusals = [{ at: second(-5), message }];

  test('refuses a ScaledObject for a workload with an HPA, as long as that is there', () => {
    const [refused] = found('keda-refused', { refusals, hpas: [hpa('manual')] });
    expect(refused).toMatchObject({
      title: 'KEDA REFUSED  web already belongs to HPA manual',
      evidence: [message],
      advice: expect.stringContaining('scaledobject.keda.sh/transfer-hpa-ownership: "true"'),
      since: second(-5),
    });
    expect(titles('keda-refused', { refusals })).toEqual([]);
    expect(titles('keda-refused', { refusals, hpas: [hpa('manual')], scaledObjects: [scaledObject()] })).toEqual([]);
  });

  test('is not behind every refusal', () => {
    const other = [{ at: now, message: 'admission webhook "policy.example.com" denied the request: no' }];
    expect(titles('keda-refused', { refusals: other, hpas: [hpa('manual')] })).toEqual([]);
  });

  test('refuses for reasons of the moment, which are told for five minutes', () => {
    const text =
      'admission webhook "vscaledobject.kb.io" denied the request: MinReplicaCount=5 must be less than MaxReplicaCount=3';
    const at = (seconds: number) => titles('keda-refused', { refusals: [{ at: second(seconds), message: text }] });
    expect(at(-10)).toEqual(['risk: KEDA REFUSED  MinReplicaCount=5 must be less than MaxReplicaCount=3']);
    expect(at(-301)).toEqual([]);
  });
});

describe('a ScaledObject and an HPA of somebody else on one workload', () => {
  test('are named with what the webhook will do next', () => {
    const [finding] = found('keda-and-foreign-hpa', {
      scaledObjects: [scaledObject()],
      hpas: [kedaHpa(), hpa('manual')],
    });
    expect(finding?.title).toBe('KEDA AND HPA  web is scaled by ScaledObject web and by HPA manual');
    expect(finding?.evidence.at(-1)).toContain("is refused: already managed by the hpa 'manual'");
  });

  test('are not KEDA’s own HPA, nor one on another workload', () => {
    const apart = hpa('manual', { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' } });
    expect(titles('keda-and-foreign-hpa', { scaledObjects: [scaledObject()], hpas: [kedaHpa(), apart] })).toEqual([]);
  });
});

describe('two ScaledObjects', () => {
  test('on one workload are a conflict, and a risk while one is paused', () => {
    const second = scaledObject({}, {}, { name: 'more' });
    expect(titles('two-scaled-objects', { scaledObjects: [scaledObject(), second] })).toEqual([
      'conflict: TWO SCALEDOBJECTS  more and web both scale web',
    ]);
    const paused = scaledObject({}, {}, { name: 'more', annotations: { 'autoscaling.keda.sh/paused': 'true' } });
    expect(titles('two-scaled-objects', { scaledObjects: [scaledObject(), paused] })[0]).toMatch(/^risk/);
  });

  test('with one name for their HPA rewrite it', () => {
    const named = { horizontalPodAutoscalerConfig: { name: 'keda-hpa-web' } };
    const other = scaledObject({ scaleTargetRef: { name: 'api' }, advanced: named }, {}, { name: 'api' });
    expect(titles('two-scaled-objects', { scaledObjects: [scaledObject(), other] })).toEqual([
      'conflict: TWO SCALEDOBJECTS  api and web rewrite HPA keda-hpa-web in turns',
    ]);
  });

  test('on two workloads are nobody’s business', () => {
    const other = scaledObject({ scaleTargetRef: { name: 'api' } }, {}, { name: 'api' });
    expect(titles('two-scaled-objects', { scaledObjects: [scaledObject(), other] })).toEqual([]);
  });
});

describe('a cooldown', () => {
  test('shorter than the HPA’s window jumps past it to zero', () => {
    const status = {
      lastActiveTime: time(-10),
      conditions: [{ type: 'Active', status: 'False' as const, reason: 'ScalerCooldown' }],
    };
    const [finding] = found('cooldown-against-step-down', {
      scaledObjects: [scaledObject({ minReplicaCount: 0, cooldownPeriod: 30 }, status)],
      hpas: [kedaHpa({ behavior: { scaleDown: { stabilizationWindowSeconds: 120 } } })],
    });
    expect(finding).toMatchObject({
      severity: 'risk',
      title: "COOLDOWN  KEDA takes web to 0 after 30 s, past the HPA's 120 s",
    });
    expect(finding?.evidence.at(-1)).toContain(`cooldown ends ${time(20)}`);
  });

  test('longer than the window lets the HPA finish', () => {
    const scaledObjects = [scaledObject({ minReplicaCount: 0, cooldownPeriod: 300 })];
    const hpas = [kedaHpa({ behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } })];
    expect(titles('cooldown-against-step-down', { scaledObjects, hpas })).toEqual([]);
  });

  test('of a workload that never goes to zero counts for nothing', () => {
    expect(titles('cooldown-against-step-down', { scaledObjects: [scaledObject({ cooldownPeriod: 30 })] })).toEqual([
      'notice: COOLDOWN  30 s of ScaledObject web count for nothing: it never goes to 0',
    ]);
    expect(titles('cooldown-against-step-down', { scaledObjects: [scaledObject()] })).toEqual([]);
  });
});

describe('a trigger', () => {
  const cron = (desiredReplicas: number): ScaleTrigger => ({
    type: 'cron',
    metadata: { timezone: 'UTC', start: '0 8 * * *', end: '0 18 * * *', desiredReplicas: String(desiredReplicas) },
  });
  const verdict = (triggers: readonly ScaleTrigger[], spec = {}, workload = deployment(3)) =>
    titles('trigger-cannot-win', { scaledObjects: [scaledObject({ triggers, ...spec })], workloads: [workload] });

  test('on a schedule at or below the minimum has no say', () => {
    expect(verdict([cron(2), trigger()], { minReplicaCount: 2 })[0]).toMatch(
      /asks for 2, minReplicaCount is 2 anyway$/,
    );
    expect(verdict([cron(3), trigger()], { minReplicaCount: 2 })).toEqual([]);
    // With a minimum of 0 even one replica is more than there would be.
    expect(verdict([cron(1)], { minReplicaCount: 0 })).toEqual([]);
  });

  test('beside a schedule that asks for the maximum has none while that lasts', () => {
    expect(verdict([cron(10), trigger()])[0]).toMatch(/asks for the maximum now: no other trigger can win$/);
    expect(verdict([cron(10)])).toEqual([]);
    expect(verdict([cron(9), trigger()])).toEqual([]);
  });

  test('whose smallest activity is worth the maximum is a switch', () => {
    expect(verdict([trigger({ activationLagThreshold: '50' })])).toEqual([
      'notice: SWITCH  s0-nats-jetstream-ORDERS asks for the maximum 10 as soon as it is active',
    ]);
    expect(verdict([trigger({ activationLagThreshold: '40' })])).toEqual([]);
  });

  test('on a utilization the limit does not allow has no say', () => {
    const percent: ScaleTrigger = { type: 'cpu', metricType: 'Utilization', metadata: { value: '100' } };
    const tight = deployment(3, 'web', { resources: { requests: { cpu: '1' }, limits: { cpu: '1' } } });
    const roomy = deployment(3, 'web', { resources: { requests: { cpu: '1' }, limits: { cpu: '2' } } });
    expect(verdict([percent], {}, tight)).toEqual([
      'notice: NO SAY  cpu of web cannot pass 100 % of request, target is 100 %',
    ]);
    expect(verdict([percent], {}, roomy)).toEqual([]);
  });

  test('that KEDA cannot build is left to KEDA', () => {
    expect(verdict([{ type: 'cron', metadata: {} }])).toEqual([]);
  });
});
