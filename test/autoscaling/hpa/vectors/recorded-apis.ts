import type { MetricsApi, PodMetrics } from '../../../../src/autoscaling/hpa/contract.ts';
import type { HorizontalPodAutoscaler, LabelSelector } from '../../../../src/autoscaling/objects.ts';
import { formatSelector } from '../../../../src/autoscaling/selector.ts';
import type { Milli, VectorPodValues } from './case-parts.ts';
import type { ControllerCase, MetricCall } from './controller-cases.ts';
import { toPodMetrics, toPodValues } from './inputs.ts';

/** What the real controller got for one query of a metric. */
interface RecordedAnswer {
  readonly kind: MetricCall['kind'];
  readonly metric?: string;
  readonly podValues?: VectorPodValues;
  readonly valueMilli?: Milli;
  readonly valuesMilli?: readonly Milli[];
  readonly error?: string;
}

/** Serves a case's metrics and notes each query in the case's own words. */
export class RecordedMetrics implements MetricsApi {
  readonly calls: MetricCall[] = [];
  readonly #vector: ControllerCase;
  readonly #podSelector: string;

  constructor(vector: ControllerCase) {
    this.#vector = vector;
    this.#podSelector = vector.scale.getError === undefined ? vector.scale.selector : '';
  }

  resource(resource: string): readonly PodMetrics[] {
    const { podMetrics = [], podMetricsError, hpa } = this.#vector;
    this.calls.push({
      kind: 'resource',
      resource,
      container: containerOf(hpa.spec.metrics, resource),
      podSelector: this.#podSelector,
    });
    if (podMetricsError !== undefined) throw new Error(podMetricsError);
    return podMetrics.map(toPodMetrics);
  }

  pods(metric: string) {
    this.calls.push({ kind: 'pods', metric, podSelector: this.#podSelector });
    const { podValues = {} } = this.#answer('pods', metric);
    return [...toPodValues(podValues)].map(([pod, value]) => ({ pod, ...value }));
  }

  object(metric: string, described: { readonly apiVersion?: string; readonly kind: string; readonly name: string }) {
    const { apiVersion = '', kind, name } = described;
    this.calls.push({ kind: 'object', metric, object: { apiVersion, kind, name } });
    return BigInt(this.#answer('object', metric).valueMilli ?? 0);
  }

  external(metric: string, selector: LabelSelector | undefined) {
    this.calls.push({ kind: 'external', metric, metricSelector: formatSelector(selector ?? {}) });
    return (this.#answer('external', metric).valuesMilli ?? []).map(BigInt);
  }

  #answer(kind: MetricCall['kind'], metric: string): RecordedAnswer {
    const answers: readonly RecordedAnswer[] = this.#vector.metricCalls;
    const answer = answers.find((recorded) => recorded.kind === kind && recorded.metric === metric);
    if (answer === undefined) throw new Error(`the real controller did not ask for ${metric}`);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }
}

/** A scale whose writes conflict or fail as the case says; its writer retries on conflicts, as the client does. */
export class RecordedScale {
  readonly writes: number[] = [];
  readonly #error: string | undefined;
  #conflicts: number;

  constructor({ scale }: ControllerCase) {
    const { updateError, updateConflictsBeforeSuccess = 0 } = scale.getError === undefined ? scale : {};
    this.#error = updateError;
    this.#conflicts = updateConflictsBeforeSuccess;
  }

  write(replicas: number): string | undefined {
    this.writes.push(replicas);
    if (this.#conflicts === 0) return this.#error;
    this.#conflicts -= 1;
    return this.write(replicas);
  }
}

function containerOf(metrics: HorizontalPodAutoscaler['spec']['metrics'], resource: string): string | null {
  const source = metrics?.find(
    (metric) => metric.type === 'ContainerResource' && metric.containerResource.name === resource,
  );
  return source?.type === 'ContainerResource' ? source.containerResource.container : null;
}
