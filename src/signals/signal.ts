import type { Cluster } from '../cluster/port.ts';

/** A numeric series a signal delivers, as charts name it. */
export interface SignalSeries {
  readonly id: string;
  readonly title: string;
  /** As printed behind a value. */
  readonly unit: string;
  /** Line of the autoscaler's target, in `unit`. */
  readonly target?: number;
  /** Limit not to be exceeded, in `unit`. */
  readonly sla?: number;
}

/** One number of one series; null is a gap: the source answered, but there is no number. */
export interface Reading {
  readonly series: string;
  readonly value: number | null;
  /** What the value was made of, e.g. by pod. */
  readonly parts?: Readonly<Record<string, number>>;
}

/** Something a cluster can be asked for a number again and again. */
export interface Signal {
  /** Names the source in health reports: `queue`, `metric:pod_cpu_rate`. */
  readonly source: string;
  readonly series: readonly SignalSeries[];
  /** Seconds on the cluster's clock between two questions. */
  readonly everySeconds: number;
  /** Asks once. Rejects with a ClusterError when the cluster refuses, and with an {@link AnswerError} when the answer has another shape. */
  read(cluster: Cluster): Promise<readonly Reading[]>;
}

/** How a signal looks, whatever it measures. */
export interface SignalLook extends SignalSeries {
  readonly everySeconds: number;
}

/** The series of a look alone, without how often it is asked. */
export function seriesOf(look: SignalLook): SignalSeries {
  return {
    id: look.id,
    title: look.title,
    unit: look.unit,
    ...(look.target === undefined ? {} : { target: look.target }),
    ...(look.sla === undefined ? {} : { sla: look.sla }),
  };
}
