import { reversalCount } from '../../autoscaling/figures/reversals.ts';
import type { Finding } from '../../autoscaling/referee/finding.ts';
import { epochMs } from '../../autoscaling/units.ts';
import type { Scenario } from '../../scenario/model.ts';
import type { SessionState } from '../../session/state.ts';
import { type Autoscaler, autoscalersOf } from './autoscalers.ts';
import { findingsAbout } from './findings-about.ts';
import { rescalesOf } from './rescales.ts';
import { targetName, workloadOf } from './workload.ts';

/** What is happening to the workload, in the words of the banner. */
export type Standing =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'switching' | 'modeFailed'; readonly mode: string }
  | (Circumstances & { readonly kind: 'conflict'; readonly finding: Finding })
  /** Nobody works against anybody; `risk`: two HPAs share the workload and do not yet. */
  | (Circumstances & { readonly kind: 'calm'; readonly risk?: Finding });

interface Circumstances {
  readonly autoscalers: readonly Autoscaler[];
  readonly replicas: number;
  readonly workload: string;
  /** Turns of direction since the mode was entered, and for how long that has been. */
  readonly reversals: number;
  readonly modeSince?: number;
  /** The mode's own colour says that calm is the point of it. */
  readonly harmonious: boolean;
}

export type StandingSlice = Pick<
  SessionState,
  'hpas' | 'scaledObjects' | 'events' | 'deployments' | 'replicaPaths' | 'modes'
>;

/** There is a conflict when the referee says so about the workload; anything else is calm, whatever it scales to. */
export function standingOf(state: StandingSlice, scenario: Scenario, findings: readonly Finding[]): Standing {
  const last = state.modes.at(-1);
  const mode = scenario.modes.find(({ id }) => id === last?.mode);
  const title = mode?.title ?? last?.mode ?? '';
  if (last?.phase === 'failed') return { kind: 'modeFailed', mode: title };
  if (last?.phase === 'applying') return { kind: 'switching', mode: title };
  const name = targetName(scenario);
  const deployment = workloadOf(state, scenario);
  if (name === undefined || !deployment) return { kind: 'unknown' };
  const autoscalers = autoscalersOf(state, scenario.target.namespace, name);
  const own = findingsAbout(findings, autoscalers, name);
  const rescales = rescalesOf(state.replicaPaths.get(name) ?? [], state.hpas);
  const sinceModeStart = { from: last?.at ?? epochMs(0), to: epochMs(Number.MAX_SAFE_INTEGER) };
  const circumstances: Circumstances = {
    autoscalers,
    replicas: deployment.spec.replicas ?? 1,
    workload: name,
    reversals: reversalCount(rescales, sinceModeStart),
    ...(last && { modeSince: last.at }),
    harmonious: mode?.colour === 'calm',
  };
  const conflict = own.find(({ severity }) => severity === 'conflict');
  if (conflict) return { kind: 'conflict', finding: conflict, ...circumstances };
  const risk = own.find(({ id }) => id === 'two-hpas-dormant');
  return { kind: 'calm', ...circumstances, ...(risk && { risk }) };
}
