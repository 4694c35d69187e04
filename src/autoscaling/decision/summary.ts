import type { Explanation, MetricExplanation } from './explanation.ts';
import { figure, readable } from './numbers.ts';

/**
 * The way from the metrics to the count on one line: `lag 6,213 ÷ 5 per pod → 1,243 → max 10 → 10`, the metrics apart by ` · `. What is
 * not known is a question mark.
 */
export function summaryLine(explanation: Explanation): string {
  const { metrics, desired } = explanation;
  const parts = metrics.map(metricPart).join(' · ');
  return [parts, ...limitPart(explanation), desired === null ? '?' : figure(desired)].filter(Boolean).join(' → ');
}

function metricPart({ name, type, current, target, total, proposes }: MetricExplanation): string {
  const short = shortName(name);
  const perPod = target.endsWith(averaged);
  const aim = readable(perPod ? target.slice(0, -averaged.length) : target);
  if (current === null) return `${short} ? ÷ ${aim}`;
  // What is shared out over the pods reads as a whole; what each pod has on its own is an average already.
  const shared = perPod && (type === 'External' || type === 'Object');
  const read = shared && total !== undefined ? `${readable(total)} ÷ ${aim} per pod` : `${readable(current)} ÷ ${aim}`;
  return `${short} ${read} → ${proposes === null ? '?' : figure(proposes)}`;
}

const averaged = ' (avg)';

/** The metrics KEDA makes of queues are called by what they count. */
function shortName(name: string): string {
  return /^s\d+-(nats-jetstream|kafka)-/.test(name) ? 'lag' : name;
}

function limitPart({ limitedBy, wants, desired, minReplicas, maxReplicas }: Explanation): readonly string[] {
  switch (limitedBy) {
    case null:
      return [];
    case 'bounds': {
      if (desired === maxReplicas && desired !== minReplicas) return [`max ${figure(maxReplicas)}`];
      if (desired === minReplicas && desired !== maxReplicas) return [`min ${figure(minReplicas)}`];
      if (wants === null || desired === null || wants === desired) return ['bounds'];
      return [wants > desired ? `max ${figure(desired)}` : `min ${figure(desired)}`];
    }
    default:
      return [limitedBy];
  }
}
