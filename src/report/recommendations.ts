import { figureText } from './figures.ts';
import type { ReportedAct } from './run-report.ts';

/** What to change, and the figures of the run that say so. */
export interface Recommendation {
  readonly id: string;
  readonly advice: string;
  readonly evidence: string;
}

interface Rule {
  readonly id: string;
  readonly advice: string;
  /** The figures that speak for it; undefined where they do not. */
  evidence(act: ReportedAct): string | undefined;
}

/** More than this in a minute is no reaction to load, but a replica count that cannot make up its mind. */
const manyRescalesPerMinute = 2;
const leastRescales = 4;

const rules: readonly Rule[] = [
  {
    id: 'one-signal',
    advice:
      'Let one autoscaler own the workload, on one signal: several triggers of one ScaledObject, or several metrics of one HPA.',
    evidence: ({ reversals, findings }) => {
      const fight = findings.find(({ severity }) => severity === 'conflict');
      if (fight === undefined || (reversals ?? 0) < 2) return undefined;
      return `${reversals} reversals; ${fight.title}, for ${figureText(fight.seconds, 's')}`;
    },
  },
  {
    id: 'raise-min-replicas',
    advice:
      'Raise minReplicas to what the load needs before the autoscaler has seen it, or scale ahead of it with a cron trigger.',
    evidence: ({ replicas, timeToPeakSeconds, queue }) =>
      (timeToPeakSeconds ?? 0) > 60 && (queue.secondsOverSla ?? 0) > 60
        ? `${figureText(timeToPeakSeconds, 's')} from ${replicas.min} to ${replicas.peak} replicas, ${figureText(queue.secondsOverSla, 's')} over the SLA meanwhile`
        : undefined,
  },
  {
    id: 'calm-down',
    advice: 'Lengthen scaleDown.stabilizationWindowSeconds, or scale on a figure that does not move with every pod.',
    evidence: ({ rescales, reversals, seconds }) =>
      (rescales ?? 0) >= leastRescales &&
      (reversals ?? 0) >= 2 &&
      (rescales ?? 0) / (seconds / 60) > manyRescalesPerMinute
        ? `${rescales} rescales, ${reversals} of them back again, in ${figureText(seconds / 60, 'min')}`
        : undefined,
  },
  {
    id: 'release-sooner',
    advice:
      'Shorten cooldownPeriod and scaleDown.stabilizationWindowSeconds, or loosen the scale-down policies: pods stay long after their work is done.',
    evidence: ({ podSeconds, wastedPodSeconds }) =>
      podSeconds !== null && wastedPodSeconds !== null && podSeconds >= 600 && wastedPodSeconds / podSeconds > 0.4
        ? `${figureText((100 * wastedPodSeconds) / podSeconds, '%')} of ${figureText(podSeconds / 60, 'pod-minutes')} had nothing to do`
        : undefined,
  },
  {
    id: 'look-at-throttling',
    advice: 'Raise the CPU limit, or scale on what the pods get done: average CPU hides that they are held back.',
    evidence: ({ throttledRatioMean, cpu }) =>
      (throttledRatioMean ?? 0) > 0.25 && (cpu.averageUtilizationPeak ?? 100) < 60
        ? `throttled in ${figureText((throttledRatioMean ?? 0) * 100, '%')} of periods on average, with CPU at most ${figureText(cpu.averageUtilizationPeak, '%')} of request`
        : undefined,
  },
];

/** What the figures of an act recommend; none where they are in order. */
export function recommendations(act: ReportedAct): readonly Recommendation[] {
  return rules.flatMap(({ id, advice, evidence }) => {
    const found = evidence(act);
    return found === undefined ? [] : [{ id, advice, evidence: found }];
  });
}
