import type { ReportedAct } from './run-report.ts';

/** One row of a report's table. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** Which way is better, where there is one. */
  readonly better?: 'less' | 'more';
  /** Grows with the length of an act, so that acts of different lengths cannot be judged by it. */
  readonly total?: true;
  /** Counts in the verdict: what a speaker would point at. */
  readonly headline?: true;
  /** What it means, for a figure with a better way, that there is no value: it never came to pass. */
  readonly never?: true;
  read(act: ReportedAct): number | null;
}

const less = { better: 'less' } as const;
const headline = { better: 'less', headline: true } as const;
const lessInAll = { better: 'less', total: true } as const;

/** The rows in the order of the story: how far and how fast it scaled, how calm it was, what users felt, and what it took. */
export const figures: readonly Figure[] = [
  { id: 'seconds', title: 'Length', unit: 's', read: ({ seconds }) => seconds },
  { id: 'peak', title: 'Peak replicas', unit: '', read: ({ replicas }) => replicas.peak },
  { id: 'timeToPeak', title: 'Time to peak', unit: 's', ...headline, read: (act) => act.timeToPeakSeconds },
  { id: 'final', title: 'Replicas at the end', unit: '', read: ({ replicas }) => replicas.final },
  { id: 'rescales', title: 'Rescales', unit: '', ...less, read: ({ rescales }) => rescales },
  { id: 'reversals', title: 'Reversals', unit: '', ...headline, read: ({ reversals }) => reversals },
  { id: 'podsStarted', title: 'Pods started', unit: '', ...lessInAll, read: (act) => act.podsStarted },
  { id: 'podsTerminated', title: 'Pods terminated', unit: '', ...lessInAll, read: (act) => act.podsTerminated },
  { id: 'churn', title: 'Churn', unit: '/min', ...headline, read: (act) => act.churnPerMinute ?? null },
  { id: 'queuePeak', title: 'Queue peak', unit: '', ...less, read: ({ queue }) => queue.peak },
  {
    id: 'drained',
    title: 'Queue drained at',
    unit: 's',
    ...headline,
    never: true,
    read: ({ queue }) => queue.drainedAtSecond,
  },
  {
    id: 'overSla',
    title: 'Time over SLA',
    unit: '%',
    ...headline,
    read: ({ queue, seconds }) => share(queue.secondsOverSla, seconds),
  },
  { id: 'messages', title: 'Messages done', unit: '', read: ({ messages }) => messages },
  {
    id: 'productivity',
    title: 'Productivity',
    unit: 'msg/CPU-s',
    better: 'more',
    read: ({ productivity }) => productivity.mean,
  },
  {
    id: 'throttledMean',
    title: 'Throttled, on average',
    unit: '%',
    ...less,
    read: (act) => share(act.throttledRatioMean, 1),
  },
  {
    id: 'throttledPeak',
    title: 'Throttled, at most',
    unit: '%',
    ...less,
    read: ({ cpu }) => share(cpu.throttledRatioPeak, 1),
  },
  { id: 'cpuPeak', title: 'CPU of request, at most', unit: '%', read: ({ cpu }) => cpu.averageUtilizationPeak },
  { id: 'cpuSeconds', title: 'CPU used', unit: 'CPU-s', ...lessInAll, read: (act) => act.cpuSeconds },
  { id: 'podMinutes', title: 'Pod-minutes', unit: 'min', ...lessInAll, read: (act) => minutes(act.podSeconds) },
  {
    id: 'podSecondsPerMessage',
    title: 'Pod-seconds per message',
    unit: '',
    ...headline,
    read: (act) => ratio(act.podSeconds, act.messages),
  },
  {
    id: 'wasted',
    title: 'Wasted pod-minutes',
    unit: '%',
    ...less,
    read: (act) => share(act.wastedPodSeconds, act.podSeconds),
  },
  { id: 'nodeHours', title: 'Node-hours', unit: 'h', ...lessInAll, read: ({ nodeSeconds }) => nodeSeconds / 3600 },
  { id: 'cost', title: 'Cost of nodes', unit: '$', ...lessInAll, read: ({ costUsd }) => costUsd },
  {
    id: 'costPerHour',
    title: 'Cost of nodes per hour',
    unit: '$',
    ...headline,
    read: ({ costUsd, seconds }) => ratio(costUsd, seconds / 3600),
  },
];

function ratio(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole <= 0 ? null : part / whole;
}

function share(part: number | null, whole: number | null): number | null {
  const found = ratio(part, whole);
  return found === null ? null : found * 100;
}

function minutes(seconds: number | null): number | null {
  return seconds === null ? null : seconds / 60;
}

/** A value as every format prints it: at most four digits that tell something, with thousands separated. */
export function figureText(value: number | null, unit: string): string {
  if (value === null) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : unit === '$' ? 4 : 2;
  const text = value.toLocaleString('en-US', { maximumFractionDigits: digits });
  if (unit === '$') return `$${text}`;
  if (unit === '%' || unit === '/min') return `${text}${unit}`;
  return unit === '' ? text : `${text} ${unit}`;
}
