import { readFileSync } from 'node:fs';
import type {
  ClientCase,
  GroupCase,
  QuantityCase,
  ReplicaCase,
  RequestsCase,
  UsageRatioCase,
  UtilizationRatioCase,
} from './calculation-cases.ts';
import type { ControllerCase } from './controller-cases.ts';
import type {
  BehaviorStabilizationCase,
  ClampCase,
  LegacyStabilizationCase,
  RateCase,
  ScaleLimitCase,
  StoreEventsCase,
} from './normalization-cases.ts';

export interface Families {
  readonly replicaCalculator: readonly ReplicaCase[];
  readonly groupPods: readonly GroupCase[];
  readonly calculateRequests: readonly RequestsCase[];
  readonly utilizationRatio: readonly UtilizationRatioCase[];
  readonly usageRatio: readonly UsageRatioCase[];
  readonly metricsClient: readonly ClientCase[];
  readonly convertDesiredReplicasWithRules: readonly ClampCase[];
  readonly stabilizeLegacy: readonly LegacyStabilizationCase[];
  readonly stabilizeBehavior: readonly BehaviorStabilizationCase[];
  readonly behaviorRate: readonly RateCase[];
  readonly scaleLimit: readonly ScaleLimitCase[];
  readonly storeScaleEvents: readonly StoreEventsCase[];
  readonly buildQuantity: readonly QuantityCase[];
  readonly controller: readonly ControllerCase[];
}

export type FamilyName = keyof Families;

interface VectorFile {
  readonly counts: Readonly<Record<FamilyName, number>>;
  readonly total: number;
  readonly families: Families;
}

export const vectors = JSON.parse(readFileSync(new URL('hpa-vectors.json', import.meta.url), 'utf8')) as VectorFile;
