import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import type { EpochMs } from '../../../src/autoscaling/units.ts';
import { initialState } from '../../../src/session/initial-state.ts';
import type { SeriesView } from '../../../src/session/series.ts';
import type { SeriesState, SessionState, SourceState } from '../../../src/session/state.ts';
import {
  backend,
  backendHpa,
  backendPod,
  cpuMetric,
  cpuStatus,
  lagMetric,
  lagStatus,
  openedAt,
  rateMetric,
  rateStatus,
  rescaled,
  second,
} from './cluster-objects.ts';

/** A state that has seen nothing. */
export function emptyState(): SessionState {
  return initialState({ namespace: 'meme-generator', workload: 'meme-backend' }, openedAt);
}

export function byUid<T extends KubernetesObject>(...objects: readonly T[]): ReadonlyMap<string, T> {
  return new Map(objects.map((object) => [object.metadata.uid ?? object.metadata.name, object]));
}

export function live(lastAtSecond: number): SourceState {
  return { health: { state: 'live' }, lastAt: second(lastAtSecond) };
}

export function failed(reason: string, lastAtSecond?: number): SourceState {
  return { health: { state: 'failed', reason }, ...(lastAtSecond !== undefined && { lastAt: second(lastAtSecond) }) };
}

/** A series with one sample per second, the last one at `endSecond`. */
export function series(
  id: string,
  values: readonly (number | null)[],
  endSecond: number,
  parts?: Readonly<Record<string, number>>,
): SeriesState {
  const at = (index: number): EpochMs => second(endSecond - values.length + 1 + index);
  const view: SeriesView = { length: values.length, at, value: (index) => values[index] ?? Number.NaN };
  const value = values.at(-1);
  return {
    info: { id, title: id, unit: '' },
    view,
    ...(value !== undefined && { latest: { at: second(endSecond), value, ...(parts && { parts }) } }),
  };
}

const faces = ['ready', 'ready', 'ready', 'ready', 'ready', 'init', 'pending', 'ending', 'ending', 'crashing'] as const;

/** Act I of the demo, 130 seconds in: KEDA and a manual HPA pull at meme-backend, and the queue is deep. */
export function conflictState(change: Partial<SessionState> = {}): SessionState {
  const now = 130;
  const lag = Array.from({ length: 120 }, (_, index) =>
    Math.round(6213 * Math.min(1, index / 40) * (1 - Math.max(0, index - 60) / 200)),
  );
  const rate = Array.from({ length: 120 }, (_, index) => 0.012 + 0.018 * Math.sin(index / 9) ** 2);
  const perPod = Object.fromEntries(
    faces.map((_, index) => [`meme-backend-b6c8dd9fc-p${index}`, 0.004 + index * 0.0035]),
  );
  return {
    ...emptyState(),
    now: second(now),
    deployments: byUid(backend(5)),
    hpas: byUid(
      backendHpa('keda-hpa-meme-backend', {
        current: 5,
        desired: 10,
        keda: true,
        metrics: [lagMetric],
        currentMetrics: [lagStatus],
      }),
      backendHpa('meme-backend', {
        current: 5,
        desired: 4,
        metrics: [rateMetric, cpuMetric],
        currentMetrics: [cpuStatus, rateStatus],
      }),
    ),
    events: byUid(rescaled('keda-hpa-meme-backend', 10, 115, 4), rescaled('meme-backend', 5, 100)),
    pods: byUid(...faces.map((face, index) => backendPod(`p${index}`, face, 10 * index))),
    series: new Map([
      ['queue', series('queue', lag, now)],
      [
        'queue:pending',
        series(
          'queue:pending',
          lag.map((value) => value - 60),
          now,
        ),
      ],
      ['queue:ackPending', series('queue:ackPending', [60, 60], now)],
      [
        'queue:published',
        series(
          'queue:published',
          lag.map(() => 6000),
          now,
        ),
      ],
      [
        'queue:acked',
        series(
          'queue:acked',
          lag.map((_, index) => index * 40),
          now,
        ),
      ],
      ['pod_cpu_rate', series('pod_cpu_rate', rate, now, perPod)],
    ]),
    sources: new Map([
      ['pods', live(now)],
      ['deployments', live(now)],
      ['events', live(now)],
      ['horizontalpodautoscalers', live(now)],
      ['queue', live(now)],
      ['metric:pod_cpu_rate', live(now)],
    ]),
    replicaPaths: new Map([
      [
        'meme-backend',
        [1, 4, 8, 10, 5, 10, 5, 10, 5].map((replicas, index) => ({
          at: second(index * 15),
          replicas,
          ...(index > 0 && { by: 'hpa', autoscaler: replicas === 5 ? 'meme-backend' : 'keda-hpa-meme-backend' }),
        })),
      ],
    ]),
    churn: {
      started: 12,
      terminated: 5,
      births: [0, 15, 16, 17, 30, 31, 75, 76, 100, 101].map(second),
      deaths: [60, 61, 62, 90, 91].map(second),
    },
    modes: [{ mode: 'conflict', at: second(0), phase: 'applied' }],
    actions: [{ id: 1, at: second(4), command: 'kubectl apply -f autoscalers/hpa-manual.yaml', state: 'done' }],
    director: { act: 1, cue: 1, actStartedAt: second(0), talkStartedAt: second(-45), autopilot: false },
    ...change,
  };
}
