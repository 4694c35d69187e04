import type { EpochMs } from '../../autoscaling/units.ts';
import type { ProcessCounters } from './workload-process.ts';

/** One running program of a workload as a monitoring system discovers it. */
export interface ScrapeTarget {
  readonly namespace: string;
  readonly deployment: string;
  readonly pod: string;
  /** Unique per start of a container, hence a new series after a restart. */
  readonly id: string;
  readonly startedAt: EpochMs;
  readonly counters: () => ProcessCounters;
}

/** The programs that run now, in the order they started. */
export class RunningWorkloads {
  readonly #targets = new Set<ScrapeTarget>();

  /** Returns what removes it. */
  add(target: ScrapeTarget): () => void {
    this.#targets.add(target);
    return () => this.#targets.delete(target);
  }

  of(namespace: string, deployment: string): readonly ScrapeTarget[] {
    return [...this.#targets].filter((target) => target.namespace === namespace && target.deployment === deployment);
  }
}
