import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Explanation, ExplanationLine } from '../../../src/autoscaling/decision/explanation.ts';
import { explainDecision } from '../../../src/autoscaling/decision/from-decision.ts';
import { explainFromObjects } from '../../../src/autoscaling/decision/from-objects.ts';
import type { HpaEvent, SeenCount, SeenRescale } from '../../../src/autoscaling/decision/seen.ts';
import type { HpaHistory } from '../../../src/autoscaling/hpa/contract.ts';
import type { HorizontalPodAutoscaler, HPABehavior } from '../../../src/autoscaling/objects.ts';
import { formatTime, plusMs } from '../../../src/autoscaling/units.ts';
import { externalOnly, hpaWith, pass, start } from '../hpa/rig.ts';

interface Told {
  readonly truth: Explanation;
  readonly told: Explanation;
}

/** Runs the controller over a queue, 15 s apart, and explains each pass twice: by the decision, and by what an API shows of it. */
function play(behavior: HPABehavior | undefined, queue: readonly number[], watched: boolean): readonly Told[] {
  let hpa: HorizontalPodAutoscaler = hpaWith({ maxReplicas: 12, minReplicas: 2, ...(behavior && { behavior }) });
  let replicas = 3;
  let history: HpaHistory | undefined;
  const events: HpaEvent[] = [];
  const counts: SeenCount[] = [];
  const rescales: SeenRescale[] = [];
  return queue.map((length, index) => {
    const now = plusMs(start, index * 15_000);
    const before = replicas;
    const decision = pass({
      now,
      hpa,
      scale: { specReplicas: replicas, statusReplicas: replicas, selector: 'app=web' },
      metrics: length < 0 ? { ...externalOnly(0), external: () => [] } : externalOnly(length),
      ...(history && { history }),
      writeScale: (count) => {
        replicas = count;
        return undefined;
      },
    });
    history = decision.history;
    if (decision.status) hpa = { ...hpa, status: decision.status };
    for (const event of decision.events) {
      const involvedObject = { kind: 'HorizontalPodAutoscaler', namespace: 'shop', name: 'web' };
      events.push({ ...event, lastTimestamp: formatTime(now), involvedObject });
    }
    const truth = explainDecision(hpa, decision);
    const seen = watched ? { counts: [...counts], rescales: [...rescales] } : { counts: [], rescales: [] };
    const told = explainFromObjects({ now, hpa, events: [...events], seen });
    if (truth.wants !== null) counts.push({ at: now, current: before, desired: decision.desired, wants: truth.wants });
    if (replicas !== before) rescales.push({ at: now, from: before, to: replicas });
    return { truth, told };
  });
}

const behaviors: readonly (readonly [string, HPABehavior | undefined])[] = [
  ['no behavior', undefined],
  ['empty behavior', {}],
  [
    'policies and windows',
    {
      scaleUp: { stabilizationWindowSeconds: 30, policies: [{ type: 'Pods', value: 2, periodSeconds: 45 }] },
      scaleDown: { stabilizationWindowSeconds: 60, policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }] },
    },
  ],
];

// Multiples of the target times every count give averages without a rest; below zero the metric fails.
const queues = fc.array(
  fc.integer({ min: -1, max: 24 }).map((level) => level * 5),
  { minLength: 1, maxLength: 40 },
);

function untilOf(lines: readonly ExplanationLine[], step: string): number | undefined {
  return lines.find((line) => line.step === step && line.until !== undefined)?.until;
}

describe.each(behaviors)('an HPA with %s, put together from what the API shows', (_, behavior) => {
  test('never says what the controller contradicts', () => {
    const property = fc.property(queues, fc.boolean(), (queue, watched) => {
      for (const { truth, told } of play(behavior, queue, watched)) {
        expect(told).toMatchObject({ current: truth.current, desired: truth.desired, wants: truth.wants });
        if (told.limitedBy !== null) expect(told.limitedBy).toBe(truth.limitedBy);
        expect(told.metrics.map(({ current }) => current)).toEqual(truth.metrics.map(({ current }) => current));
      }
    });
    fc.assert(property, { numRuns: 1500 });
  });

  test.each(['stabilization', 'policy'])('says when %s ends as the controller has it, once it was watched', (step) => {
    let compared = 0;
    const property = fc.property(queues, (queue) => {
      for (const { truth, told } of play(behavior, queue, true)) {
        const until = untilOf(told.lines, step);
        if (until !== undefined) expect(until).toBe(untilOf(truth.lines, step));
        if (until !== undefined) compared += 1;
      }
    });
    fc.assert(property, { numRuns: 1500 });
    // Without behavior the limit is one per pass: nothing to wait for.
    expect(compared > 0).toBe(step === 'stabilization' || behavior !== undefined);
  });

  test('does not let a recommendation hold longer than it does, where only events tell', () => {
    const property = fc.property(queues, (queue) => {
      for (const { truth, told } of play(behavior, queue, false)) {
        const until = untilOf(told.lines, 'stabilization');
        if (until !== undefined) expect(until).toBeLessThanOrEqual(untilOf(truth.lines, 'stabilization') ?? 0);
      }
    });
    fc.assert(property, { numRuns: 1500 });
  });
});
