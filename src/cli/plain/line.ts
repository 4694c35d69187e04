import type { EpochMs } from '../../autoscaling/units.ts';

/** What a line is about: its first word behind the time. */
export type Subject =
  | 'run'
  | 'mode'
  | 'rescale'
  | 'conflict'
  | 'risk'
  | 'notice'
  | 'over'
  | 'pods'
  | 'signal'
  | 'load'
  | 'source'
  | 'action'
  | 'talk'
  | 'key';

/** One change, told in one line. */
export interface PlainLine {
  readonly at: EpochMs;
  readonly subject: Subject;
  readonly text: string;
}

/** A line as it is printed: the time of day on the cluster's clock in UTC, what it is about, and what happened. No line break is left in it. */
export function printed({ at, subject, text }: PlainLine): string {
  const time = new Date(at).toISOString().slice(11, 19);
  return `${time} ${subject}: ${text.replaceAll(/\s*\n\s*/g, ' ')}\n`;
}
