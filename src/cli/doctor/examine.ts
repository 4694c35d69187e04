import { ClusterError } from '../../cluster/port.ts';
import { AnswerError } from '../../signals/answer.ts';
import { allowedContext } from './checks/allowed-context.ts';
import { apiVersion } from './checks/api-version.ts';
import { capacity } from './checks/capacity.ts';
import type { Check } from './checks/check.ts';
import { clockSkew } from './checks/clock-skew.ts';
import { conflicts } from './checks/conflicts.ts';
import { controllers } from './checks/controllers.ts';
import { hpaMetrics } from './checks/hpa-metrics.ts';
import { images } from './checks/images.ts';
import { metricsAdapters } from './checks/metrics-adapters.ts';
import { rbac } from './checks/rbac.ts';
import { requests } from './checks/requests.ts';
import { resourceMetrics } from './checks/resource-metrics.ts';
import { signals } from './checks/signals.ts';
import { type TerminalFacts, terminalFit } from './checks/terminal-fit.ts';
import { workloads } from './checks/workloads.ts';
import { type Finding, fail } from './finding.ts';
import type { Patient } from './patient.ts';

/** In the order in which they are told: what everything else rests on first. */
const checks: readonly Check[] = [
  apiVersion,
  clockSkew,
  allowedContext,
  rbac,
  controllers,
  resourceMetrics,
  metricsAdapters,
  hpaMetrics,
  signals,
  workloads,
  requests,
  images,
  capacity,
  conflicts,
];

/** All findings about a cluster and a scenario, always in the same order. Nothing is changed. */
export async function examine(patient: Patient, terminal: TerminalFacts): Promise<readonly Finding[]> {
  const findings = await Promise.all([...checks, terminalFit(terminal)].map((check) => carriedOut(check, patient)));
  return findings.flat();
}

/** What cannot be looked at is a finding, too. */
async function carriedOut(check: Check, patient: Patient): Promise<readonly Finding[]> {
  try {
    return await check.run(patient);
  } catch (error) {
    if (!(error instanceof ClusterError || error instanceof AnswerError)) throw error;
    return [fail(check.id, `cannot be looked at: ${error.message}`, 'kubectl version; then run harmony doctor again.')];
  }
}
