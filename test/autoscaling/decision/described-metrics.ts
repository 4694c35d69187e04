import type { MetricExplanation } from '../../../src/autoscaling/decision/explanation.ts';

/** A metric's value and target, as `kubectl describe hpa` writes them. */
export interface DescribedMetric {
  readonly current: string;
  readonly target: string;
}

export function explainedMetric({ current, target }: MetricExplanation): DescribedMetric {
  return { current: current ?? '<unknown>', target: target.replace(' (avg)', '') };
}

/** The lines under `Metrics: ( current / target )`; a utilization has the average behind it. */
export function printedMetrics(section: string): readonly DescribedMetric[] {
  const [, block = ''] = /^Metrics:.*\n((?: {2}.*\n)*)/m.exec(section) ?? [];
  return [...block.matchAll(/:\s+(\S+)(?: \(\S+\))? \/ (\S+)$/gm)].map(([, current = '', target = '']) => ({
    current,
    target,
  }));
}
