import { describe, expect, test } from 'vitest';
import {
  checkClient,
  checkGroups,
  checkQuantity,
  checkReplicas,
  checkRequests,
  checkUsageRatio,
  checkUtilizationRatio,
} from './vectors/calculations.ts';
import { checkController } from './vectors/controller.ts';
import {
  checkBehaviorStabilization,
  checkClamp,
  checkLegacyStabilization,
  checkRate,
  checkScaleLimit,
  checkStoreEvents,
} from './vectors/normalizations.ts';
import { type Families, type FamilyName, vectors } from './vectors/vector-file.ts';

const { families, counts, total } = vectors;
const ran = new Map<FamilyName, number>();

function family<N extends FamilyName>(name: N, check: (vector: Families[N][number]) => void): void {
  describe(name, () => {
    const cases: readonly Families[N][number][] = families[name];
    test.each(cases.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
      check(vector);
      ran.set(name, (ran.get(name) ?? 0) + 1);
    });
  });
}

describe("Kubernetes' own cases", () => {
  family('replicaCalculator', checkReplicas);
  family('groupPods', checkGroups);
  family('calculateRequests', checkRequests);
  family('utilizationRatio', checkUtilizationRatio);
  family('usageRatio', checkUsageRatio);
  family('metricsClient', checkClient);
  family('buildQuantity', checkQuantity);
  family('convertDesiredReplicasWithRules', checkClamp);
  family('stabilizeLegacy', checkLegacyStabilization);
  family('stabilizeBehavior', checkBehaviorStabilization);
  family('behaviorRate', checkRate);
  family('scaleLimit', checkScaleLimit);
  family('storeScaleEvents', checkStoreEvents);
  family('controller', checkController);

  test('all 313 hold, family by family', () => {
    expect(Object.fromEntries(ran)).toEqual(counts);
    expect([...ran.values()].reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(total).toBe(313);
  });
});
