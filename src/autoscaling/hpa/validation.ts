import type { HorizontalPodAutoscaler, HPAScalingRules } from '../objects.ts';
import { parseMilli } from '../quantity/milli.ts';
import { QuantityError } from '../quantity/quantity.ts';
import { withDefaults } from './defaults.ts';

/** Why the API server would refuse an HPA. `path` is the field, for example `spec.behavior.scaleUp.policies[0].value`. */
export interface HpaProblem {
  readonly path: string;
  readonly message: string;
}

const LONGEST_WINDOW_SECONDS = 3600;
const LONGEST_PERIOD_SECONDS = 1800;

/** What is wrong with an HPA as written by a user; empty for one the API server would store. */
export function validateHpa(hpa: HorizontalPodAutoscaler, gates: { readonly scaleToZero: boolean }): HpaProblem[] {
  const { minReplicas, maxReplicas, metrics, behavior } = withDefaults(hpa);
  const problems: HpaProblem[] = [];
  const lowest = gates.scaleToZero ? 0 : 1;
  if (!Number.isInteger(minReplicas) || minReplicas < lowest) {
    problems.push({ path: 'spec.minReplicas', message: `must be greater than or equal to ${lowest}` });
  }
  if (minReplicas === 0 && lowest === 0 && !metrics.some(({ type }) => type === 'Object' || type === 'External')) {
    problems.push({
      path: 'spec.metrics',
      message: 'must specify at least one Object or External metric to support scaling to zero replicas',
    });
  }
  if (!Number.isInteger(maxReplicas) || maxReplicas < 1) {
    problems.push({ path: 'spec.maxReplicas', message: 'must be greater than 0' });
  } else if (maxReplicas < minReplicas) {
    problems.push({ path: 'spec.maxReplicas', message: 'must be greater than or equal to `minReplicas`' });
  }
  if (behavior) {
    problems.push(...rulesProblems(behavior.scaleUp, 'spec.behavior.scaleUp'));
    problems.push(...rulesProblems(behavior.scaleDown, 'spec.behavior.scaleDown'));
  }
  return problems;
}

function rulesProblems(rules: HPAScalingRules, path: string): HpaProblem[] {
  const { stabilizationWindowSeconds: window, policies = [], tolerance } = rules;
  const problems: HpaProblem[] = [];
  if (window !== undefined && (window < 0 || window > LONGEST_WINDOW_SECONDS)) {
    problems.push({
      path: `${path}.stabilizationWindowSeconds`,
      message: `must be between 0 and ${LONGEST_WINDOW_SECONDS}`,
    });
  }
  if (policies.length === 0) problems.push({ path: `${path}.policies`, message: 'must specify at least one Policy' });
  for (const [index, { type, value, periodSeconds }] of policies.entries()) {
    const at = `${path}.policies[${index}]`;
    if (type !== 'Pods' && type !== 'Percent')
      problems.push({ path: `${at}.type`, message: 'must be Pods or Percent' });
    if (!(value > 0)) problems.push({ path: `${at}.value`, message: 'must be greater than zero' });
    if (!(periodSeconds > 0 && periodSeconds <= LONGEST_PERIOD_SECONDS)) {
      problems.push({ path: `${at}.periodSeconds`, message: `must be between 1 and ${LONGEST_PERIOD_SECONDS}` });
    }
  }
  if (tolerance !== undefined) problems.push(...toleranceProblems(tolerance, `${path}.tolerance`));
  return problems;
}

function toleranceProblems(tolerance: string, path: string): HpaProblem[] {
  try {
    return parseMilli(tolerance) < 0n ? [{ path, message: 'must be greater than or equal to zero' }] : [];
  } catch (error) {
    if (error instanceof QuantityError) return [{ path, message: error.message }];
    throw error;
  }
}
