import { type Cluster, ClusterError } from '../../cluster/port.ts';
import type { Scenario } from '../../scenario/model.ts';
import { nothingOutside, type Outside } from '../../signals/outside.ts';
import { type ExitCode, exitCodes } from '../errors.ts';
import type { TerminalFacts } from './checks/terminal-fit.ts';
import { doctorText } from './doctor-text.ts';
import { examine } from './examine.ts';
import { type Finding, fail } from './finding.ts';
import { readPatient } from './patient.ts';

/** How findings are told. */
export interface DoctorOutput {
  readonly json: boolean;
  readonly inColour: boolean;
  readonly terminal: TerminalFacts;
  readonly print: (text: string) => void;
}

/** What is examined. */
export interface DoctorSubject {
  readonly cluster: Cluster;
  readonly scenario: ScenarioSource;
  /** Absent: nothing but the cluster's API is asked. */
  readonly outside?: Outside;
}

/** What to examine, once the server answers: a scenario that is given, or one that has to be found on the cluster first. */
export type ScenarioSource = (cluster: Cluster) => Promise<Scenario>;

/**
 * Examines a cluster and prints what it finds. The status is 0 where nothing failed, 1 where something did, and 3 where the server could not
 * be reached, which is then the only finding.
 */
export async function runDoctor(subject: DoctorSubject, output: DoctorOutput): Promise<ExitCode> {
  const { cluster, scenario, outside = nothingOutside } = subject;
  let findings: readonly Finding[];
  let isReached = true;
  try {
    await cluster.getRaw('/version');
    findings = await examine(await readPatient(cluster, await scenario(cluster), outside), output.terminal);
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    isReached = error.code !== 0;
    findings = [unanswered(cluster, error)];
  }
  const { json, inColour, print } = output;
  print(json ? `${JSON.stringify({ findings }, undefined, 2)}\n` : doctorText(findings, inColour));
  if (!isReached) return exitCodes.unreachable;
  return findings.some(({ level }) => level === 'fail') ? exitCodes.failed : exitCodes.ok;
}

function unanswered({ identity }: Cluster, error: ClusterError): Finding {
  const seen = `context ${identity.context}: ${error.message}`;
  if (error.code !== 401) return fail('api.reachable', seen, `kubectl --context ${identity.context} version`);
  return fail('api.reachable', seen, 'Log in again, or renew the credentials of this context in the kubeconfig.');
}
