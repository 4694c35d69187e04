/** An int64: a string where a double cannot hold it. */
export type Milli = number | string;

export interface VectorPod {
  readonly name: string;
  readonly phase: 'Running' | 'Pending' | 'Failed' | 'Succeeded' | '';
  readonly deleted: boolean;
  readonly startTime: number | null;
  readonly ready: { readonly status: 'True' | 'False' | 'Unknown'; readonly lastTransitionTime: number } | null;
  readonly labels?: Readonly<Record<string, string>>;
  readonly containers?: readonly VectorContainer[];
  readonly initContainers?: readonly VectorContainer[];
  readonly podRequestsMilli?: Readonly<Record<string, Milli>>;
}

export interface VectorContainer {
  readonly name: string;
  readonly requestsMilli: Readonly<Record<string, Milli>>;
  readonly restartPolicy?: string;
}

export interface VectorPodMetrics {
  readonly pod: string;
  readonly timestamp: number;
  readonly windowMs: number;
  readonly containers: readonly { readonly name: string; readonly usageMilli: Readonly<Record<string, Milli>> }[];
}

export type VectorPodValues = Readonly<
  Record<string, { readonly valueMilli: Milli; readonly timestamp: number; readonly windowMs: number }>
>;

export interface Params {
  readonly cpuInitializationPeriodMs: number;
  readonly initialReadinessDelayMs: number;
}

export interface VectorRecommendation {
  readonly replicas: number;
  readonly timestamp: number;
}

export interface VectorScaleEvent {
  readonly replicaChange: number;
  readonly timestamp: number;
  readonly outdated: boolean;
}

export interface Case {
  readonly name: string;
}
