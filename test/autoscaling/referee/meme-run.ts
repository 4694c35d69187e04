import type { HpaDecision } from '../../../src/autoscaling/hpa/contract.ts';
import { withDefaults } from '../../../src/autoscaling/hpa/defaults.ts';
import type { EventFact, RefereeFacts } from '../../../src/autoscaling/referee/facts.ts';
import type { Finding, NextStep } from '../../../src/autoscaling/referee/finding.ts';
import { nextStep } from '../../../src/autoscaling/referee/next-step.ts';
import { referee } from '../../../src/autoscaling/referee/referee.ts';
import { type EpochMs, epochMs, plusMs } from '../../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../../src/cli/embedded-setup.ts';
import { coldStartAt, warmUp } from '../../../src/cli/warm-up.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { openSession } from '../../../src/session/open-session.ts';
import type { SessionState } from '../../../src/session/state.ts';

/** One second of a run: what the referee says, and what the controller itself decided, which the referee is not shown. */
export interface Second {
  readonly at: EpochMs;
  readonly findings: readonly Finding[];
  readonly next: NextStep;
  /** spec.replicas of meme-backend. */
  readonly replicas: number | undefined;
  /** What the latest pass over each HPA wanted, by HPA name, within its bounds; null where the pass computed nothing. */
  readonly wanted: ReadonlyMap<string, number | null>;
}

/** What the referee is given of a session: only what the API and the watches told. */
export function factsOf(state: SessionState): RefereeFacts {
  return {
    now: state.now,
    namespace: state.target.namespace,
    hpas: [...state.hpas.values()],
    scaledObjects: [...state.scaledObjects.values()],
    vpas: [],
    workloads: [...state.deployments.values()],
    pods: [...state.pods.values()],
    events: [...state.events.values()] satisfies readonly EventFact[],
    replicaPaths: state.replicaPaths,
  };
}

const workload = 'meme-backend';

/** Plays meme-generator in one mode with its burst, then flips to harmony, on the embedded cluster; a look every second. */
export async function playMode(profile: 'gke' | 'upstream', mode: string, seconds: number) {
  const scenario = loadScenario('meme-generator');
  const startAt = epochMs(Date.UTC(2026, 0, 1, 9));
  const cluster = createEmbeddedCluster(embeddedSetup(scenario, { profile, startAt: coldStartAt(startAt) }));
  await warmUp(cluster);
  const session = openSession({ cluster, scenario, frames: cluster.clock, frameMs: 500, mode: scenario.baseline });
  const looks: Second[] = [];
  const look = async () => {
    await cluster.advanceTo(plusMs(cluster.clock.now(), 1000));
    const state = { ...session.store.getState(), now: cluster.clock.now() };
    const facts = factsOf(state);
    looks.push({
      at: state.now,
      findings: referee(facts),
      next: nextStep(facts, workload),
      replicas: state.replicaPaths.get(workload)?.at(-1)?.replicas,
      wanted: wantedBy(state, cluster.decisions()),
    });
  };
  const during = async (work: Promise<unknown>) => {
    let done = false;
    void work.then(() => {
      done = true;
    });
    while (!done) await look();
  };
  try {
    await look();
    await during(session.dispatch({ type: 'flipMode', mode }));
    const flippedAt = cluster.clock.now();
    await during(session.dispatch({ type: 'startLoad', load: 'burst-6000' }));
    for (let second = 0; second < seconds; second += 1) await look();
    const leavingAt = cluster.clock.now();
    if (mode !== 'harmony') await during(session.dispatch({ type: 'flipMode', mode: 'harmony' }));
    for (let second = 0; second < 30; second += 1) await look();
    return { looks, flippedAt, leavingAt };
  } finally {
    await session.close();
    await cluster.close();
  }
}

function wantedBy({ hpas }: SessionState, decisions: ReadonlyMap<string, HpaDecision>): Second['wanted'] {
  return new Map(
    [...hpas].flatMap(([uid, hpa]) => {
      const decision = decisions.get(uid);
      if (!decision) return [];
      const proposals = decision.metrics.flatMap(({ proposed }) => (proposed === null ? [] : [proposed]));
      const { minReplicas, maxReplicas } = withDefaults(hpa);
      const wanted = proposals.length === 0 ? null : Math.min(Math.max(...proposals, minReplicas), maxReplicas);
      return [[hpa.metadata.name, wanted] as const];
    }),
  );
}
