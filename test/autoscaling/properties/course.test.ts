import { describe, expect, test } from 'vitest';
import { behaviorWithDefaults } from '../../../src/autoscaling/hpa/defaults.ts';
import type { HPAScalingPolicy } from '../../../src/autoscaling/objects.ts';
import { type EpochMs, plusMs } from '../../../src/autoscaling/units.ts';
import { forAll, patient, titled } from './cases.ts';
import { type Course, type CoursePass, courses, run } from './courses.ts';

const withBehavior = courses.filter(({ behavior }) => behavior !== undefined);
const legacy = courses.map((course) => ({ ...course, behavior: undefined }));

/** The count that stood at a moment, changes at that very moment included. */
function countAt(course: Course, passes: readonly CoursePass[], at: EpochMs): number {
  return passes.findLast((pass) => pass.at <= at)?.after ?? course.begin;
}

/** The highest recommendation made since `from`. A controller that has just started counts the count it finds as one. */
function highest(passes: readonly CoursePass[], now: number, isInWindow: (at: EpochMs) => boolean): number {
  return passes.slice(0, now + 1).reduce((most, { at, proposed, before }, index) => {
    if (!isInWindow(at)) return most;
    return Math.max(most, proposed, index === 0 ? before : 0);
  }, 0);
}

function allowed({ type, value }: HPAScalingPolicy, periodStart: number, direction: 1 | -1): number {
  if (type === 'Pods') return periodStart + direction * value;
  const exact = periodStart * (1 + (direction * value) / 100);
  return direction > 0 ? Math.ceil(exact) : Math.trunc(exact);
}

/** The furthest count the policies of one direction allow from what stood when their periods began. */
function reach(course: Course, passes: readonly CoursePass[], pass: CoursePass, direction: 1 | -1): number {
  const { scaleUp, scaleDown } = behaviorWithDefaults(course.behavior ?? {});
  const { selectPolicy, policies } = direction > 0 ? scaleUp : scaleDown;
  if (selectPolicy === 'Disabled') return pass.before;
  const before = passes.slice(0, passes.indexOf(pass));
  const limits = policies.map((policy) =>
    allowed(policy, countAt(course, before, plusMs(pass.at, -policy.periodSeconds * 1000)), direction),
  );
  return direction > 0 === (selectPolicy === 'Max') ? Math.max(...limits) : Math.min(...limits);
}

describe(titled('many passes'), patient, () => {
  test('stay within the bounds', () => {
    forAll(courses, (course) => {
      for (const { after } of run(course)) {
        expect(after).toBeGreaterThanOrEqual(course.minReplicas);
        expect(after).toBeLessThanOrEqual(course.maxReplicas);
      }
    });
  });

  test('without behavior never go below a recommendation of the stabilization window', () => {
    forAll(legacy, (course) => {
      const passes = run(course);
      for (const [index, { at, before, after }] of passes.entries()) {
        const from = plusMs(at, -course.downscaleStabilizationSeconds * 1000);
        const kept = highest(passes, index, (made) => made >= from);
        expect(after).toBeGreaterThanOrEqual(Math.min(before, kept));
      }
    });
  });

  test('with behavior never go below a recommendation of the scale-down window', () => {
    forAll(withBehavior, (course) => {
      const passes = run(course);
      const window = course.behavior?.scaleDown?.stabilizationWindowSeconds ?? course.downscaleStabilizationSeconds;
      for (const [index, { at, before, after }] of passes.entries()) {
        const from = plusMs(at, -window * 1000);
        const kept = highest(passes, index, (made) => made > from);
        expect(after).toBeGreaterThanOrEqual(Math.min(before, kept));
      }
    });
  });

  test('without behavior never more than double, or go to four', () => {
    forAll(legacy, (course) => {
      for (const { before, after } of run(course)) expect(after).toBeLessThanOrEqual(Math.max(2 * before, 4));
    });
  });

  test('with behavior never go up further than the policies allow', () => {
    forAll(withBehavior, (course) => {
      const passes = run(course);
      for (const pass of passes) {
        expect(pass.after).toBeLessThanOrEqual(Math.max(pass.before, reach(course, passes, pass, 1)));
      }
    });
  });

  test('with behavior never go down further than the policies allow', () => {
    forAll(withBehavior, (course) => {
      const passes = run(course);
      for (const pass of passes) {
        expect(pass.after).toBeGreaterThanOrEqual(Math.min(pass.before, reach(course, passes, pass, -1)));
      }
    });
  });
});
