import type { QueueSignal } from '../../../scenario/model.ts';
import type { SessionState } from '../../../session/state.ts';
import { latestValue, ratePerSecond } from '../../facts/series.ts';
import { stopwatch } from '../../text/durations.ts';
import { compact, count } from '../../text/numbers.ts';

/** The queue in words and numbers. A dash stands for what is not known yet. */
export interface QueueView {
  readonly pending: string;
  readonly ackPending: string;
  /** The sum, which is the lag that KEDA's scaler reads. */
  readonly lag: string;
  /** Messages per second that came in and that were acknowledged. */
  readonly inRate: string;
  readonly outRate: string;
  /** When the queue is empty if the rates stay: `empty in 0:41`, `growing`, `empty`. */
  readonly drain: string;
  /** Of the SLA, while it is exceeded. */
  readonly over?: string;
  readonly threshold?: string;
}

/** Rates are taken over this span: long enough to smooth batches, short enough to follow a burst. */
const rateSpanMs = 10_000;

/** Queue pane as text: what the broker holds, what KEDA reads, and how long until it is empty. */
export function queueView(signal: QueueSignal, series: SessionState['series']): QueueView {
  const part = (name: string) => series.get(`${signal.id}:${name}`);
  const lag = latestValue(series.get(signal.id));
  const incoming = ratePerSecond(part('published'), rateSpanMs);
  const outgoing = ratePerSecond(part('acked'), rateSpanMs);
  const { sla, lagThreshold } = signal;
  return {
    pending: countOrDash(latestValue(part('pending'))),
    ackPending: countOrDash(latestValue(part('ackPending'))),
    lag: countOrDash(lag),
    inRate: rateText(incoming),
    outRate: rateText(outgoing),
    drain: drainText(lag, incoming, outgoing),
    ...(sla !== undefined && lag !== undefined && lag > sla && { over: count(sla) }),
    ...(lagThreshold !== undefined && { threshold: count(lagThreshold) }),
  };
}

/** A source that counts neither what comes in nor what goes out does not tell when the queue is empty. */
function drainText(lag: number | undefined, incoming?: number, outgoing?: number): string {
  if (lag === undefined) return '–';
  if (lag === 0) return 'empty';
  return incoming === undefined && outgoing === undefined ? '–' : timeToDrain(lag, incoming, outgoing);
}

function timeToDrain(lag: number, incoming = 0, outgoing = 0): string {
  const net = outgoing - incoming;
  if (net <= 0) return incoming > 0 ? 'growing' : 'not draining';
  return `empty in ${stopwatch((lag / net) * 1000)}`;
}

function rateText(perSecond: number | undefined): string {
  return perSecond === undefined ? '–' : `${compact(Math.round(perSecond * 10) / 10)}/s`;
}

function countOrDash(value: number | undefined): string {
  return value === undefined ? '–' : count(value);
}
