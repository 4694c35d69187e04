import { z } from 'zod';

const number = z.number().nullable();
const seconds = z.number();

const finding = z.object({
  id: z.string(),
  severity: z.enum(['conflict', 'risk', 'notice']),
  title: z.string(),
  advice: z.string(),
  firstSecond: seconds,
  seconds,
});

const curve = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  shape: z.enum(['step', 'line']).describe('a count that holds until it changes, or a measurement of a line'),
  points: z
    .array(z.tuple([seconds, number]))
    .describe("seconds from the act's start, and the value there; null is a gap"),
  rule: z.object({ label: z.string(), value: z.number() }).optional().describe('the target or the limit'),
});

const expectation = z.object({
  act: z.string(),
  text: z.string(),
  actual: z.string(),
  met: z.boolean(),
  nearest: z.object({ actual: z.string(), atSecond: seconds }).optional(),
});

const act = z.looseObject({
  id: z.string(),
  title: z.string(),
  mode: z.string(),
  seconds,
  replicas: z.object({ min: number, peak: number, final: number, path: z.array(z.tuple([seconds, z.number()])) }),
  rescales: number,
  reversals: number,
  podsStarted: number,
  podsTerminated: number,
  queue: z.object({ peak: number, drainedAtSecond: number, secondsOverSla: number }),
  cpu: z.object({ averageUtilizationPeak: number, throttledRatioPeak: number }),
  productivity: z.object({ mean: number }),
  podSeconds: number,
  wastedPodSeconds: number,
  nodeSeconds: z.number(),
  costUsd: number,
  timeToPeakSeconds: number,
  cpuSeconds: number,
  throttledRatioMean: number,
  messages: number,
  curves: z.array(curve),
  findings: z.array(finding),
  expectations: z.array(expectation),
});

const run = z.object({
  version: z.literal(1),
  name: z.string(),
  scenario: z.string(),
  title: z.string(),
  place: z.string(),
  startedAt: z.iso.datetime(),
  acts: z.array(act),
});

/** What `harmony report --format json` prints; `docs/schema/report.json` is made of it. */
export const reportSchema = z.object({
  version: z.literal(1),
  subjects: z.array(
    z.object({
      label: z.string(),
      run: z.string(),
      act: z.string(),
      recommendations: z.array(z.object({ id: z.string(), advice: z.string(), evidence: z.string() })),
    }),
  ),
  figures: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      unit: z.string(),
      better: z.enum(['less', 'more']).optional(),
      values: z.array(number).describe('in the order of the subjects'),
      difference: number.describe('of two subjects: the second less the first'),
      best: z.string().nullable().describe('label of the subject that does better'),
    }),
  ),
  verdict: z.string().nullable(),
  runs: z.array(run),
});

/** The schema as JSON Schema, for those who read the report with something else. */
export function reportJsonSchema(): unknown {
  return z.toJSONSchema(reportSchema);
}
