import fc from 'fast-check';
import type { HpaDecision, HpaHistory } from '../../../src/autoscaling/hpa/contract.ts';
import { evaluate } from '../../../src/autoscaling/hpa/evaluate.ts';
import type { HorizontalPodAutoscaler, HPABehavior } from '../../../src/autoscaling/objects.ts';
import { type EpochMs, plusMs } from '../../../src/autoscaling/units.ts';
import { externalOnly, hpaWith, productionOptions, runningPod, start } from '../hpa/rig.ts';
import { behaviors } from './scenes.ts';

/** A queue over time, and the HPA that follows it from a controller's start. */
export interface Course {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly begin: number;
  readonly behavior: HPABehavior | undefined;
  readonly downscaleStabilizationSeconds: number;
  readonly passes: readonly { readonly afterSeconds: number; readonly queue: number }[];
}

/** One pass of a course. */
export interface CoursePass {
  readonly at: EpochMs;
  readonly before: number;
  readonly after: number;
  /** What the metric alone proposes. */
  readonly proposed: number;
  readonly decision: HpaDecision;
}

/** Courses that begin within their bounds. Only the HPA changes the count. */
export const courses: fc.Arbitrary<Course> = fc
  .record({
    minReplicas: fc.integer({ min: 1, max: 4 }),
    spread: fc.integer({ min: 0, max: 60 }),
    beginShare: fc.double({ min: 0, max: 1, noNaN: true }),
    behavior: behaviors,
    downscaleStabilizationSeconds: fc.integer({ min: 0, max: 400 }),
    passes: fc.array(
      fc.record({ afterSeconds: fc.integer({ min: 1, max: 200 }), queue: fc.integer({ min: 0, max: 400 }) }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ spread, beginShare, ...course }) => ({
    ...course,
    maxReplicas: course.minReplicas + spread,
    begin: course.minReplicas + Math.floor(spread * beginShare),
  }));

/** Runs a course; the target follows at once. */
export function run(course: Course): readonly CoursePass[] {
  const { minReplicas, maxReplicas, behavior, downscaleStabilizationSeconds } = course;
  let hpa: HorizontalPodAutoscaler = hpaWith({ minReplicas, maxReplicas, ...(behavior && { behavior }) });
  let history: HpaHistory | undefined;
  let replicas = course.begin;
  let at = start;
  return course.passes.map(({ afterSeconds, queue }) => {
    at = plusMs(at, afterSeconds * 1000);
    const before = replicas;
    const decision = evaluate({
      now: at,
      options: { ...productionOptions, downscaleStabilizationSeconds },
      hpa,
      scale: { specReplicas: before, statusReplicas: before, selector: 'app=web' },
      pods: [runningPod('web-1')],
      metrics: externalOnly(queue),
      otherHpas: [],
      ...(history && { history }),
      writeScale: (written) => {
        replicas = written;
        return undefined;
      },
    });
    history = decision.history;
    if (decision.status) hpa = { ...hpa, status: decision.status };
    const proposed = decision.metrics[0]?.proposed;
    if (typeof proposed !== 'number') throw new Error('the queue has no proposal');
    return { at, before, after: replicas, proposed, decision };
  });
}
