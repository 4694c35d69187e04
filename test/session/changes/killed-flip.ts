import type { Cluster } from '../../../src/cluster/port.ts';
import type { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import { openSession } from '../../../src/session/open-session.ts';
import type { Action } from '../../../src/session/session.ts';
import { passUntilDone, scenario } from './demo-world.ts';
import { LiveCluster } from './live-cluster.ts';
import { type Death, Mortal } from './mortal.ts';

/** A cluster, and how to let its time pass until some work is done, or it is over with it. */
export interface Stage {
  readonly cluster: Cluster;
  readonly context: string;
  wait(work: Promise<unknown>, isOver: () => boolean): Promise<void>;
}

/** An embedded cluster that passes for a real one. */
export function stageOf(world: EmbeddedCluster): Stage {
  return {
    cluster: world,
    context: 'kind-demo',
    wait: (work, isOver) => passUntilDone(world, work, { isOver }),
  };
}

/** Begins an action in a session of its own that dies at the given moment, or ends by itself. */
export async function runKilled(stage: Stage, action: Action, death?: Death): Promise<Mortal> {
  const program = new Mortal(death);
  const session = openSession({
    cluster: new LiveCluster(stage.cluster, program.toll, stage.context),
    scenario,
    frames: stage.cluster.clock,
    guard: { allowedContexts: [stage.context], yes: true, readOnly: false },
    journal: program.store,
  });
  await stage.wait(session.dispatch(action), () => program.isDead);
  // The dead close nothing; but what they observed with has to go.
  await stage.wait(session.close(), () => program.isDead);
  return program;
}
