import type { EpochMs } from '../units.ts';

/** What the referee can name. */
export type FindingId =
  | 'two-hpas-fight'
  | 'two-hpas-frozen'
  | 'two-hpas-dormant'
  | 'hpa-and-vpa'
  | 'keda-refused'
  | 'keda-and-foreign-hpa'
  | 'two-scaled-objects'
  | 'other-writer'
  | 'cooldown-against-step-down'
  | 'scale-down-blocked'
  | 'trigger-cannot-win'
  | 'behavior-changes-path';

/** One thing the referee has to say, with what it rests on and what to do. */
export interface Finding {
  readonly id: FindingId;
  /** `conflict`: autoscalers work against each other now. `risk`: they will when something happens. `notice`: worth knowing. */
  readonly severity: 'conflict' | 'risk' | 'notice';
  /** One line that fits a banner: `FIGHT  KEDA wants 10, HPA meme-backend wants 1`. */
  readonly title: string;
  /** Facts with the object and field or event each comes from. */
  readonly evidence: readonly string[];
  /** What to do, in one or two sentences, with the command where there is one. */
  readonly advice: string;
  readonly objects: readonly { readonly kind: string; readonly namespace: string; readonly name: string }[];
  /** When what it rests on began, where that is known. */
  readonly since?: EpochMs;
}

/** Who takes the next step of a workload's count, and when. */
export interface NextStep {
  /** `KEDA operator`, `KEDA's HPA`, `HPA meme-backend`, `nobody`. */
  readonly owner: string;
  /** `10 → 5`, `1 → 0`, `stays at 10`. */
  readonly what: string;
  /** Earliest moment it can happen; absent where nothing tells. */
  readonly at?: EpochMs;
  /** The rule: `stabilization window of 300 s`, `cooldownPeriod 30 s`, `next sync`. */
  readonly because: string;
  readonly evidence: 'observed' | 'estimated' | 'unknown';
}
