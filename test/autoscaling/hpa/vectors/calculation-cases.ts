import type { Case, Milli, Params, VectorPod, VectorPodMetrics, VectorPodValues } from './case-parts.ts';

/** `error` is the full text, `errorContains` the part upstream asserts. */
type Failure = { readonly error: string; readonly errorContains?: string };

interface Calculation extends Case {
  readonly now: number;
  readonly params: Params;
  readonly currentReplicas: number;
  readonly tolerance: { readonly scaleDown: number; readonly scaleUp: number };
  readonly pods: readonly VectorPod[];
}

export type ReplicaCase = Calculation & {
  readonly expected:
    | {
        readonly replicas: number;
        readonly utilizationPercent?: number;
        readonly averageMilli?: Milli;
        readonly usageMilli?: Milli;
        readonly error?: never;
      }
    | Failure;
} & (
    | {
        readonly fn: 'resourceUtilization';
        readonly resource: string;
        readonly container: string | null;
        readonly targetUtilizationPercent: number;
        readonly podMetrics: readonly VectorPodMetrics[];
      }
    | {
        readonly fn: 'podsAverageValue';
        readonly metric: string;
        readonly targetMilli: Milli;
        readonly podValues: VectorPodValues;
      }
    | { readonly fn: 'objectValue' | 'objectAverageValue'; readonly targetMilli: Milli; readonly valueMilli: Milli }
    | {
        readonly fn: 'externalValue' | 'externalAverageValue';
        readonly targetMilli: Milli;
        readonly valuesMilli: readonly Milli[];
      }
  );

export interface GroupCase extends Case {
  readonly now: number;
  readonly params: Params;
  readonly resource: string;
  readonly pods: readonly VectorPod[];
  readonly podValues: VectorPodValues;
  readonly expected: {
    readonly readyPodCount: number;
    readonly unready: string[];
    readonly missing: string[];
    readonly ignored: string[];
  };
}

export interface RequestsCase extends Case {
  readonly resource: string;
  readonly container: string | null;
  readonly podLevelResources: boolean;
  readonly pods: readonly VectorPod[];
  readonly expected: { readonly requestsMilli: Readonly<Record<string, Milli>>; readonly error?: never } | Failure;
}

export interface UtilizationRatioCase extends Case {
  readonly podValuesMilli: Readonly<Record<string, Milli>>;
  readonly requestsMilli: Readonly<Record<string, Milli>>;
  readonly targetUtilizationPercent: number;
  readonly expected:
    | {
        readonly averageMilli: Milli;
        readonly ratio: number;
        readonly utilizationPercent: number;
        readonly errorContains?: never;
      }
    | { readonly errorContains: string };
}

export interface UsageRatioCase extends Case {
  readonly podValuesMilli: Readonly<Record<string, Milli>>;
  readonly targetMilli: Milli;
  readonly expected: { readonly averageMilli: Milli; readonly ratio: number };
}

export type ClientCase = Case &
  (
    | {
        readonly fn: 'resource';
        readonly resource: string;
        readonly container: string | null;
        readonly podMetrics: readonly VectorPodMetrics[];
        readonly expected: { readonly pods: VectorPodValues; readonly error?: never } | Failure;
      }
    | {
        readonly fn: 'pods';
        readonly items: readonly {
          readonly pod: string;
          readonly valueMilli: Milli;
          readonly timestamp: number;
          readonly windowSeconds: number | null;
        }[];
        readonly expected: { readonly pods: VectorPodValues; readonly error?: never } | Failure;
      }
    | {
        readonly fn: 'external';
        readonly items: readonly { readonly valueMilli: Milli }[];
        readonly expected: { readonly valuesMilli: readonly Milli[]; readonly error?: never } | Failure;
      }
    | {
        readonly fn: 'object';
        readonly items: readonly { readonly valueMilli: Milli }[];
        readonly expected: { readonly valueMilli: Milli; readonly error?: never } | Failure;
      }
  );

export interface QuantityCase extends Case {
  readonly resource: string;
  readonly rawMilli: Milli;
  readonly expected: { readonly milliValue: Milli; readonly format: string; readonly string: string };
}
