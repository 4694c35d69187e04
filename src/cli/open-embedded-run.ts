import type { Scenario } from '../scenario/model.ts';
import { openSession } from '../session/open-session.ts';
import { localLoadRunner } from './loads/local-load-runner.ts';
import { openEmbedded } from './open-embedded.ts';
import type { OpenSession } from './open-run.ts';
import type { RunOptions } from './options.ts';
import { kubectlDoor } from './point-kubectl.ts';
import { realFrames } from './real-frames.ts';
import type { Flight } from './recording-flight.ts';
import type { RunFolder } from './run-folder/open-run-folder.ts';
import { snapshotSaver } from './snapshot-saver.ts';

/** Starts an embedded cluster in the scenario's baseline, lets it warm up, and opens a session on it. */
export async function openEmbeddedRun(
  scenario: Scenario,
  options: RunOptions,
  folder: RunFolder,
  flight: Flight,
): Promise<OpenSession> {
  const { speed, yes = false, readOnly = false } = options;
  const { cluster, close } = await openEmbedded(scenario, options);
  const { context, profile } = cluster.identity;
  const { namespace, allowedContexts } = scenario.target;
  folder.describe({
    context,
    namespace,
    seed: options.seed ?? scenario.embedded.seed,
    ...(profile !== undefined && { profile }),
  });
  const session = openSession({
    cluster,
    scenario,
    frames: realFrames,
    observe: flight.observe,
    speed: speed === 'max' ? Number.POSITIVE_INFINITY : speed,
    mode: scenario.baseline,
    guard: { allowedContexts, yes, readOnly },
    loadRunner: localLoadRunner,
  });
  cluster.pacer.setSpeed(speed);
  cluster.pacer.start();
  const door = kubectlDoor(cluster.kernel, namespace);
  return {
    session,
    surroundings: { pointKubectl: () => door.open(), saveSnapshot: snapshotSaver({ scenario, cluster }) },
    async close() {
      await door.close();
      await session.close();
      await close();
    },
  };
}
