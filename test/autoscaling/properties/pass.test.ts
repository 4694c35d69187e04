import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/autoscaling/hpa/evaluate.ts';
import { forAll, patient, titled } from './cases.ts';
import { decide, evaluationOf, type Scene, scenes } from './scenes.ts';

/** A scene, and the same with the parts of it in another order. */
function reordered<K extends 'pods' | 'metrics'>(part: K): fc.Arbitrary<readonly [Scene, Scene]> {
  return scenes.chain((scene) => {
    const list: readonly unknown[] = scene[part];
    return fc
      .shuffledSubarray([...list], { minLength: list.length })
      .map((shuffled) => [scene, { ...scene, [part]: shuffled }] as const);
  });
}

function reasons({ decision }: ReturnType<typeof decide>) {
  return decision.conditions.map(({ type, status, reason }) => ({ type, status, reason }));
}

describe(titled('one pass'), patient, () => {
  test('never writes a count outside the bounds, and never twice', () => {
    forAll(scenes, (scene) => {
      const { decision, writes } = decide(scene);
      expect(writes.length).toBeLessThanOrEqual(1);
      for (const written of writes) {
        expect(written).toBeGreaterThanOrEqual(scene.minReplicas);
        expect(written).toBeLessThanOrEqual(scene.maxReplicas);
        expect(written).not.toBe(scene.current);
        expect(decision.desired).toBe(written);
      }
    });
  });

  test('brings a count outside the bounds to the nearest bound, unless it is zero', () => {
    const outside = scenes.filter(
      ({ current, minReplicas, maxReplicas }) => current > 0 && (current < minReplicas || current > maxReplicas),
    );
    forAll(outside, (scene) => {
      const { current, minReplicas, maxReplicas } = scene;
      expect(decide(scene).writes).toEqual([Math.min(Math.max(current, minReplicas), maxReplicas)]);
    });
  });

  test('leaves a target at zero alone', () => {
    forAll(scenes, (scene) => {
      expect(decide({ ...scene, current: 0 }).writes).toEqual([]);
    });
  });

  test('decides the same whatever the order of the pods', () => {
    forAll(reordered('pods'), ([scene, other]) => {
      const [one, two] = [decide(scene), decide(other)];
      expect(two.writes).toEqual(one.writes);
      expect(two.decision.desired).toBe(one.decision.desired);
      expect(two.decision.limitedBy).toBe(one.decision.limitedBy);
      expect(reasons(two)).toEqual(reasons(one));
      expect(two.decision.metrics.map(({ proposed }) => proposed)).toEqual(
        one.decision.metrics.map(({ proposed }) => proposed),
      );
      expect(two.decision.history).toEqual(one.decision.history);
    });
  });

  test('comes to the same count whatever the order of the metrics', () => {
    forAll(reordered('metrics'), ([scene, other]) => {
      const [one, two] = [decide(scene), decide(other)];
      expect(two.writes).toEqual(one.writes);
      expect(two.decision.desired).toBe(one.decision.desired);
      expect(two.decision.history).toEqual(one.decision.history);
    });
  });

  test('changes nothing when it is repeated with nothing changed', () => {
    forAll(scenes, (scene) => {
      const { decision, writes } = decide(scene);
      if (writes.length > 0) return;
      const { hpa } = evaluationOf(scene);
      const again = decide(scene, {
        hpa: { ...hpa, ...(decision.status && { status: decision.status }) },
        history: decision.history,
      });
      expect(again.writes).toEqual([]);
      expect(again.decision.desired).toBe(decision.desired);
      expect(again.decision.status).toBeNull();
    });
  });

  test('is a function of what it sees, and leaves that as it was', () => {
    forAll(scenes, (scene) => {
      const evaluation = evaluationOf(scene);
      const { hpa, pods, history } = evaluation;
      const before = structuredClone({ hpa, pods, history });
      expect(evaluate(evaluation)).toEqual(evaluate(evaluation));
      expect({ hpa, pods, history }).toEqual(before);
    });
  });
});
