import type { Explanation, ExplanationLine } from '../../../autoscaling/decision/explanation.ts';
import { type EpochMs, parseTime } from '../../../autoscaling/units.ts';
import { readableText } from '../../text/controller-text.ts';
import { stopwatch } from '../../text/durations.ts';

/** What stood between the metrics and the count, in words. */
export interface RuleView {
  /** `held by stabilization until 2:31, 0:48 left`; says so, too, when nothing stopped it. */
  readonly text: string;
  /** The figures behind it, in the words of the algorithm. */
  readonly because?: string;
  /** Something did. */
  readonly limits: boolean;
}

export interface RuleClock {
  readonly now: EpochMs;
  /** When the act began, whose stopwatch the header shows. */
  readonly actStartedAt?: EpochMs;
}

/** Which rule stopped an autoscaler, and for how much longer. */
export function ruleView(explanation: Explanation, clock: RuleClock): RuleView {
  const { limitedBy, lines, desired, wants } = explanation;
  if (limitedBy === null) return unlimited(explanation);
  const line = lines.findLast(({ step }) => step === limitedBy);
  const text = `${phrase(explanation)}${countdown(line, clock)}`;
  const repeats = limitedBy === 'bounds' || line === undefined || (desired === null && wants === null);
  return { text, limits: true, ...(!repeats && { because: readableTimes(readableText(line.text), clock) }) };
}

/** Moments in a sentence as the act's stopwatch has them; before the act, as the time of day. */
export function readableTimes(text: string, { actStartedAt }: RuleClock): string {
  return text.replace(/\d{4}-\d\d-\d\dT(\d\d:\d\d:\d\d)Z/g, (written, timeOfDay: string) => {
    const at = parseTime(written);
    return at === undefined || actStartedAt === undefined || at < actStartedAt
      ? timeOfDay
      : stopwatch(at - actStartedAt);
  });
}

/** ` until 2:31, 0:48 left` on the stopwatch of the act; a limit that has run out ends with the next pass. */
export function countdown(line: ExplanationLine | undefined, { now, actStartedAt }: RuleClock): string {
  if (line?.until === undefined) return '';
  const { until } = line;
  const leftMs = until - now;
  if (leftMs <= 0) return ', ends with the next pass';
  const onStopwatch =
    actStartedAt === undefined || until < actStartedAt ? '' : ` until ${stopwatch(until - actStartedAt)}`;
  return `${onStopwatch}, ${stopwatch(leftMs)} left`;
}

function unlimited({ desired, current, wants, lines, at }: Explanation): RuleView {
  if (desired === null) {
    const text = at === null ? 'no pass of the controller has been seen yet' : 'it has not decided on a count';
    return { text, limits: false };
  }
  if (current === desired && lines.some(({ step }) => step === 'tolerance'))
    return { text: 'within tolerance of its target: it leaves the count alone', limits: false };
  return {
    text: wants === desired ? `nothing stopped it: it gets the ${desired} it wants` : 'nothing stopped it',
    limits: false,
  };
}

function phrase({ limitedBy, desired, minReplicas, maxReplicas }: Explanation): string {
  switch (limitedBy) {
    case 'stabilization':
      return 'held by stabilization';
    case 'policy':
      return 'slowed by policy';
    case 'bounds':
      return desired === maxReplicas
        ? `stopped by maxReplicas ${maxReplicas}`
        : `kept up by minReplicas ${minReplicas}`;
    case 'tolerance':
      return 'stopped by tolerance';
    case 'max':
      return 'stopped by a metric that failed';
    case 'metrics':
      return 'stopped by missing metrics';
    case 'selector':
      return 'frozen by its selector';
    case 'disabled':
      return 'disabled';
    case 'scale':
      return 'stopped: its target cannot be read';
    case 'write':
      return 'stopped: the count could not be written';
    case null:
      return 'nothing stopped it';
    default:
      return limitedBy satisfies never;
  }
}
