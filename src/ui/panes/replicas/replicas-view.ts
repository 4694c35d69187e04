import type { EpochMs } from '../../../autoscaling/units.ts';
import type { Autoscaler } from '../../facts/autoscalers.ts';
import { readableReading } from '../../facts/hpa-metrics.ts';
import { humanDuration } from '../../text/durations.ts';
import type { Tone } from '../../theme/tone.ts';

/** One autoscaler in the words of the replicas pane. */
export interface AutoscalerView {
  readonly tone: Tone;
  /** KEDA or HPA: the word that says what the accent colour says. */
  readonly word: string;
  readonly name: string;
  /** `5 ▲ 10`, `5 ▼ 1`, `5 = 5`. */
  readonly move: string;
  /** What it wants; absent while it does not say, or cannot. */
  readonly wanted?: number;
  /** Up, down or staying. */
  readonly arrow: string;
  /** Whether it pulls away from the present count. */
  readonly pulls: boolean;
  /** `1..10`. */
  readonly range: string;
  readonly problem?: string;
  readonly metrics: readonly string[];
  readonly event?: { readonly text: string; readonly age: string };
}

/** What one autoscaler wants and why, as text. `replicas` is the count in force. */
export function autoscalerView(autoscaler: Autoscaler, replicas: number, now: EpochMs): AutoscalerView {
  const { desired, problem, lastRescale } = autoscaler;
  const wanted = problem === undefined ? desired : undefined;
  return {
    tone: autoscaler.kind,
    word: autoscaler.word,
    name: autoscaler.name,
    move: wanted === undefined ? `${replicas} → ?` : `${replicas} ${arrow(wanted - replicas)} ${wanted}`,
    ...(wanted !== undefined && { wanted }),
    arrow: wanted === undefined ? '' : arrow(wanted - replicas),
    pulls: wanted !== undefined && wanted !== replicas,
    range: `${autoscaler.min}..${autoscaler.max}`,
    ...(problem !== undefined && { problem }),
    metrics: autoscaler.metrics.map(readableReading),
    ...(lastRescale && {
      event: {
        text: lastRescale.text + (lastRescale.times > 1 ? ` (x${lastRescale.times})` : ''),
        age: `${humanDuration(now - lastRescale.at)} ago`,
      },
    }),
  };
}

/** Up, down or staying: a sign, since colour alone does not say it. */
function arrow(difference: number): string {
  if (difference === 0) return '=';
  return difference > 0 ? '▲' : '▼';
}
