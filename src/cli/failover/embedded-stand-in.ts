import { scheduler } from 'node:timers/promises';
import { epochMs, plusMs } from '../../autoscaling/units.ts';
import { createEmbeddedCluster } from '../../embedded/create.ts';
import type { EmbeddedCluster } from '../../embedded/embedded-cluster.ts';
import type { Scenario } from '../../scenario/model.ts';
import { carriedPosition } from '../../session/failover/carried-position.ts';
import { type Scene, sceneOf } from '../../session/failover/scene.ts';
import { openSession } from '../../session/open-session.ts';
import type { Session } from '../../session/session.ts';
import { embeddedSetup } from '../embedded-setup.ts';
import { localLoadRunner } from '../loads/local-load-runner.ts';
import { kubectlDoor } from '../point-kubectl.ts';
import { realFrames } from '../real-frames.ts';
import { stepMs } from '../rehearsal.ts';
import { snapshotSaver } from '../snapshot-saver.ts';
import { coldStartAt, warmUp } from '../warm-up.ts';
import type { StandIn } from './stand-in.ts';
import { untilShown } from './until-shown.ts';

/** A mode that has not been entered after so long is not waited for. */
const mostForModeMs = 120_000;

/**
 * An embedded cluster that has been through what the run has: warm, in the mode of its act, with the loads that were started, and as much
 * time behind it as passed since. All of that as fast as the machine can; from there on at the speed of the wall clock.
 */
export async function openEmbeddedStandIn(live: Session, scenario: Scenario): Promise<StandIn> {
  const scene = sceneOf(scenario, live.store.getState(), live.now());
  const cluster = createEmbeddedCluster(
    embeddedSetup(scenario, {
      // Whole seconds, as the timestamps of the API.
      startAt: coldStartAt(epochMs(Math.floor(scene.beganAt / 1000) * 1000)),
    }),
  );
  try {
    return await standIn(live, cluster, scenario, scene);
  } catch (error) {
    await cluster.close();
    throw error;
  }
}

async function standIn(live: Session, cluster: EmbeddedCluster, scenario: Scenario, scene: Scene): Promise<StandIn> {
  await warmUp(cluster);
  const { namespace, allowedContexts } = scenario.target;
  const session = openSession({
    cluster,
    scenario,
    frames: realFrames,
    standsInFor: live.identity.context,
    mode: scenario.baseline,
    guard: { allowedContexts, yes: true, readOnly: false },
    loadRunner: localLoadRunner,
  });
  await enter(session, cluster, scene);
  await catchUp(session, cluster, scene, live);
  cluster.pacer.setSpeed(1);
  cluster.pacer.start();
  const door = kubectlDoor(cluster.kernel, namespace);
  return {
    what: 'the embedded cluster',
    session,
    surroundings: { pointKubectl: () => door.open(), saveSnapshot: snapshotSaver({ scenario, cluster }) },
    async close() {
      await door.close();
      await session.close();
      await cluster.close();
    },
  };
}

/** Enters the mode that the scene began in. */
async function enter(session: Session, cluster: EmbeddedCluster, { mode }: Scene): Promise<void> {
  if (mode === session.scenario.baseline) return;
  let isDone = false;
  void session.dispatch({ type: 'flipMode', mode }).finally(() => {
    isDone = true;
  });
  const latest = cluster.clock.now() + mostForModeMs;
  while (!isDone && cluster.clock.now() < latest) await pass(cluster, stepMs);
}

/** Does what was done since the scene began, each at its time, until as much has passed here as on the run itself, which goes on. */
async function catchUp(session: Session, cluster: EmbeddedCluster, { beganAt, steps }: Scene, live: Session) {
  const start = cluster.clock.now();
  const position = carriedPosition(live.store.getState().director, beganAt, start);
  session.carryOn?.(position);
  const left = [...steps];
  let isBusy = false;
  for (;;) {
    const passedMs = cluster.clock.now() - start;
    const behindMs = live.now() - beganAt - passedMs;
    const [next] = left;
    if (next && !isBusy && (next.afterMs <= passedMs || behindMs <= 0)) {
      left.shift();
      isBusy = true;
      // What cannot be done is told by the action log, as on any run.
      void session.dispatch(next.action).finally(() => {
        isBusy = false;
      });
      // It begins before time passes.
      await scheduler.yield();
    }
    if (behindMs <= 0 && left.length === 0) break;
    await pass(cluster, Math.max(1, Math.min(stepMs, behindMs)));
  }
  // Else the screen would take the cues up to there for new ones.
  await untilShown(
    session.store,
    ({ now, director }) => now >= start && director.act === position.act && director.cue === position.cue,
  );
}

function pass(cluster: EmbeddedCluster, ms: number): Promise<void> {
  return cluster.virtualClock.advanceTo(plusMs(cluster.clock.now(), ms));
}
