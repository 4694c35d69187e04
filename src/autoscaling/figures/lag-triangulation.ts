import { type EpochMs, epochMs } from '../units.ts';

/** A figure of a queue as one of its readers has it. */
export interface LagReading {
  /** Messages. */
  readonly value: number;
  /** When it was true. */
  readonly at: EpochMs;
}

/** The same lag as it is known at each place on its way from the broker to the HPA; null where a place has not been asked. */
export interface LagSources {
  /** num_pending of the consumer. */
  readonly pending: LagReading | null;
  /** num_ack_pending of the consumer: delivered and not acknowledged. */
  readonly ackPending: LagReading | null;
  /** What KEDA's scaler read last, num_pending + num_ack_pending by its rule. */
  readonly kedaSum: LagReading | null;
  /** The value in external.metrics.k8s.io. */
  readonly externalMetric: LagReading | null;
  /** status.currentMetrics averageValue of the HPA, in messages per replica. */
  readonly perPodAverage: LagReading | null;
  /** Replicas the HPA divided by (status.currentReplicas of that pass). */
  readonly replicas: number | null;
}

/** How far two places may lie apart before it is called drift. */
export interface DriftTolerance {
  /** Share of the larger value, 0..1. */
  readonly ratio: number;
  /** Messages: less than this is never drift. */
  readonly messages: number;
}

/** A tenth, as the HPA's own tolerance, and at least one replica's worth of messages. */
export function defaultDriftTolerance(lagThreshold: number): DriftTolerance {
  return { ratio: 0.1, messages: lagThreshold };
}

export type LagPlace = 'broker' | 'keda' | 'external' | 'hpa';

/** One place, put on the scale of the whole queue. */
export interface LagPosition {
  readonly place: LagPlace;
  readonly title: string;
  /** Messages in all; null where it is not known. */
  readonly lag: number | null;
  readonly at: EpochMs | null;
  /** Against the broker: messages more (or, negative, fewer); null where either is not known, and for the broker itself. */
  readonly difference: number | null;
  /** Why it is drift; absent where it is within the tolerance. */
  readonly drift?: string;
}

/** Readings further apart than this tell of different moments, in milliseconds: one pass of the HPA. */
const sameMomentMs = 15_000;

/** All places on one scale, the broker first, with the drift of the others against it and the likeliest reason. */
export function triangulateLag(sources: LagSources, tolerance: DriftTolerance): readonly LagPosition[] {
  const broker = sum(sources.pending, sources.ackPending);
  const hpa = times(sources.perPodAverage, sources.replicas);
  const places: readonly (readonly [place: LagPlace, title: string, reading: LagReading | null])[] = [
    ['keda', 'KEDA: pending + ack pending', sources.kedaSum],
    ['external', 'external.metrics.k8s.io', sources.externalMetric],
    ['hpa', 'HPA: average × replicas', hpa],
  ];
  return [
    { place: 'broker', title: 'broker: pending + ack pending', ...told(broker), difference: null },
    ...places.map(([place, title, reading]): LagPosition => {
      const difference = broker && reading ? reading.value - broker.value : null;
      const reason = broker && reading ? driftOf(place, reading, { broker, sources, tolerance }) : undefined;
      return { place, title, ...told(reading), difference, ...(reason === undefined ? {} : { drift: reason }) };
    }),
  ];
}

interface Reference {
  readonly broker: LagReading;
  readonly sources: LagSources;
  readonly tolerance: DriftTolerance;
}

function driftOf(place: LagPlace, reading: LagReading, reference: Reference): string | undefined {
  const { broker, sources, tolerance } = reference;
  if (isNear(reading.value, broker.value, tolerance)) return undefined;
  const apartMs = broker.at - reading.at;
  if (Math.abs(apartMs) > sameMomentMs) {
    return `${Math.round(Math.abs(apartMs) / 1000)} s ${apartMs > 0 ? 'older' : 'newer'} than what the broker says`;
  }
  const { pending, ackPending, externalMetric } = sources;
  if (pending && ackPending && ackPending.value > 0 && isNear(reading.value, pending.value, tolerance)) {
    return 'counts pending only, without ack pending';
  }
  if (reading.value === 0) return 'reads nothing: another stream, consumer or account than the one looked at';
  if (place === 'hpa' && externalMetric && isNear(externalMetric.value, broker.value, tolerance)) {
    return 'from the HPA’s last pass: the lag or the replicas have changed since';
  }
  return `${reading.value > broker.value ? 'more' : 'fewer'} than the broker has: cached, or another source`;
}

function isNear(value: number, other: number, { ratio, messages }: DriftTolerance): boolean {
  return Math.abs(value - other) <= Math.max(messages, ratio * Math.max(value, other));
}

/** Both parts are needed, and the older of them tells how old the sum is. */
function sum(a: LagReading | null, b: LagReading | null): LagReading | null {
  return a && b && { value: a.value + b.value, at: epochMs(Math.min(a.at, b.at)) };
}

function times(reading: LagReading | null, replicas: number | null): LagReading | null {
  return reading === null || replicas === null ? null : { value: reading.value * replicas, at: reading.at };
}

function told(reading: LagReading | null): Pick<LagPosition, 'lag' | 'at'> {
  return { lag: reading?.value ?? null, at: reading?.at ?? null };
}
