import { decisionDocument } from '../autoscaling/evaluation/decision-document.ts';
import type { HorizontalPodAutoscaler } from '../autoscaling/objects.ts';
import { epochMs, plusMs } from '../autoscaling/units.ts';
import { resources } from '../cluster/resources.ts';
import { createEmbeddedCluster } from '../embedded/create.ts';
import type { EmbeddedCluster } from '../embedded/embedded-cluster.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import type { Scenario } from '../scenario/model.ts';
import { suggest } from '../scenario/nearest.ts';
import { openSession } from '../session/open-session.ts';
import type { Action, Session } from '../session/session.ts';
import { embeddedSetup } from './embedded-setup.ts';
import { CliError, type ExitCode, exitCodes, UsageError } from './errors.ts';
import { type Explained, type ExplainOutput, explainedText } from './explain-output.ts';
import { wantedHpas } from './explain-wanted.ts';
import type { Profile } from './options.ts';
import { coldStartAt, warmUp } from './warm-up.ts';

export interface ExplainClusterOptions {
  /** Absent: every HPA of the namespace. */
  readonly hpa?: string;
  /** Absent: the scenario's. */
  readonly namespace?: string;
  readonly scenario: string;
  /** Absent: the scenario's baseline. */
  readonly mode?: string;
  readonly load?: string;
  /** Virtual seconds that pass between the last of all this and the explanation. */
  readonly afterSeconds: number;
  readonly seed?: number;
  readonly profile?: Profile;
  readonly json: boolean;
}

/** The same moment every time, so that the same question has the same answer. */
const startAt = epochMs(Date.UTC(2025, 0, 1));
/** How far time goes between two looks at whether an action is through. */
const stepMs = 1000;

/**
 * Explains what the HPA controller of an embedded cluster last decided: the cluster is warm, and in the mode and under the load asked for.
 *
 * @throws ScenarioError for a scenario that cannot be used, UsageError for an unknown name, CliError when the mode or the load cannot be had
 */
export async function explainCluster(options: ExplainClusterOptions, out: ExplainOutput): Promise<ExitCode> {
  const { seed, profile, json } = options;
  const scenario = loadScenario(options.scenario);
  const actions = actionsOf(scenario, options);
  const cluster = createEmbeddedCluster(
    embeddedSetup(scenario, {
      startAt: coldStartAt(startAt),
      ...(seed !== undefined && { seed }),
      ...(profile !== undefined && { profile }),
    }),
  );
  try {
    await warmUp(cluster);
    await perform(cluster, scenario, actions);
    await cluster.advanceTo(plusMs(cluster.clock.now(), options.afterSeconds * 1000));
    const explained = await decisionsOf(cluster, options.namespace ?? scenario.target.namespace, options.hpa);
    out.stdout.write(json ? jsonOf(explained, options.hpa !== undefined) : explainedText(explained));
    return exitCodes.ok;
  } finally {
    await cluster.close();
  }
}

function actionsOf({ modes, loads }: Scenario, { mode, load }: ExplainClusterOptions): readonly Action[] {
  const actions: Action[] = [];
  if (mode !== undefined) actions.push({ type: 'flipMode', mode: known(mode, modes, 'mode') });
  if (load !== undefined) actions.push({ type: 'startLoad', load: known(load, loads, 'load') });
  return actions;
}

function known(id: string, all: readonly { readonly id: string }[], noun: string): string {
  const names = all.map((each) => each.id);
  if (!names.includes(id)) throw new UsageError(`the scenario has no ${noun} ${id}`, suggest(id, names, `${noun}s`));
  return id;
}

/** Carries actions out one after the other while time passes: each waits for what it changed to take hold. */
async function perform(cluster: EmbeddedCluster, scenario: Scenario, actions: readonly Action[]): Promise<void> {
  if (actions.length === 0) return;
  const session = openSession({ cluster, scenario, frames: cluster.clock, mode: scenario.baseline });
  try {
    for (const action of actions) await carryOut(cluster, session, action);
  } finally {
    await session.close();
  }
}

async function carryOut(cluster: EmbeddedCluster, session: Session, action: Action): Promise<void> {
  let isDone = false;
  const outcome = session.dispatch(action).finally(() => {
    isDone = true;
  });
  do await cluster.advanceTo(plusMs(cluster.clock.now(), stepMs));
  while (!isDone);
  const result = await outcome;
  if (!result.ok) throw new CliError(result.reason, { exitCode: exitCodes.failed });
}

async function decisionsOf(
  cluster: EmbeddedCluster,
  namespace: string,
  name: string | undefined,
): Promise<readonly Explained[]> {
  const { items } = await cluster.list(resources.horizontalPodAutoscalers, { namespace });
  const hpas = items as readonly HorizontalPodAutoscaler[];
  const wanted = wantedHpas(hpas, namespace, name);
  const decisions = cluster.decisions();
  const explained = wanted.flatMap((hpa) => {
    const decision = decisions.get(hpa.metadata.uid ?? '');
    return decision === undefined ? [] : [{ hpa, decision }];
  });
  if (explained.length === 0) {
    throw new UsageError('the controller has not looked at it yet', 'Let some time pass: --after 30');
  }
  return explained;
}

function jsonOf(explained: readonly Explained[], isOne: boolean): string {
  const documents = explained.map(({ hpa, decision }) => {
    const { namespace, name } = hpa.metadata;
    return { namespace, name, ...decisionDocument(decision) };
  });
  return `${JSON.stringify(isOne ? documents[0] : documents, undefined, 2)}\n`;
}
