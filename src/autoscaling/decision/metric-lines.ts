import type { ExplanationLine } from './explanation.ts';
import type { MetricEstimate } from './metric-estimate.ts';
import { figure, readable, replicas } from './numbers.ts';
import type { ObservedMetric } from './observed-metrics.ts';
import type { ObservedPass } from './observed-pass.ts';

/** What is known of each metric: its value as the status tells it, then what the controller probably made of it. */
export function metricLines(metrics: readonly ObservedMetric[], observed: ObservedPass): readonly ExplanationLine[] {
  return metrics.flatMap((metric) => [valueLine(metric, observed), ...estimateLines(metric, observed)]);
}

function valueLine({ explanation }: ObservedMetric, { pass }: ObservedPass): ExplanationLine {
  const { name, current, target, error } = explanation;
  if (current !== null) {
    const when = pass === 'unread' ? ', in an earlier pass' : '';
    return {
      step: 'metrics',
      text: `${name} is ${readable(current)} against a target of ${target}${when}`,
      evidence: 'observed',
    };
  }
  if (error !== undefined) {
    return { step: 'metrics', text: `${name} has no value: ${error}`, evidence: 'observed' };
  }
  const why: Readonly<Record<ObservedPass['pass'], string>> = {
    none: 'no pass has told of it yet',
    unread: 'the pass did not get to it',
    disabled: 'metrics are not read while the target has no replicas',
    selector: 'metrics are not read without a selector of its own',
    jump: 'metrics are not read while the count is outside the bounds',
    metrics: 'the status has none, and no condition or event says why',
    full: 'the status has none, and no condition or event says why',
  };
  return { step: 'metrics', text: `${name} (target ${target}) is not known: ${why[pass]}`, evidence: 'unknown' };
}

function estimateLines({ explanation, estimate }: ObservedMetric, observed: ObservedPass): readonly ExplanationLine[] {
  if (estimate === undefined) return [];
  const { tolerance, spec } = observed;
  const { ratio, basis } = estimate;
  const own = spec.behavior?.scaleUp.tolerance !== undefined || spec.behavior?.scaleDown.tolerance !== undefined;
  const whose = own ? '' : ' (the default)';
  const band = `the tolerance of ${figure(1 - tolerance.down)} to ${figure(1 + tolerance.up)}${whose}`;
  if (basis.kind === 'tolerance') {
    const text = `${explanation.name}: the ratio ${figure(ratio)} lies within ${band}: ${replicas(estimate.proposes)}`;
    return [{ step: 'tolerance', text, evidence: 'estimated' }];
  }
  if (observed.current === 0) {
    // From zero neither tolerance nor pods play a role.
    const text = `${explanation.name}: from zero the ratio ${figure(ratio)}, rounded up, is ${figure(estimate.proposes)}`;
    return [{ step: 'metrics', text, evidence: 'estimated' }];
  }
  const text = `${explanation.name}: the ratio ${figure(ratio)} lies outside ${band}; ${calculation(estimate)}`;
  return [{ step: 'metrics', text, evidence: 'estimated' }];
}

function calculation({ proposes, basis, total }: MetricEstimate): string {
  if (basis.kind === 'ratio') return `× ${replicas(basis.pods)}, if all count, it is ${figure(proposes)}`;
  return total === undefined ? `it asks for ${figure(proposes)}` : `the total over the target is ${figure(proposes)}`;
}
