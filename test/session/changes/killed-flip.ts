import type { Cluster } from '../../../src/cluster/port.ts';
import type { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import type { JournalStore } from '../../../src/session/journal/journal-store.ts';
import { openSession } from '../../../src/session/open-session.ts';
import type { Action } from '../../../src/session/session.ts';
import { passUntilDone, scenario } from './demo-world.ts';
import { LiveCluster, type Toll } from './live-cluster.ts';

/** A moment at which a program can die: between what it does, or in the middle of it. */
export interface Death {
  /** Which of the writes and journal lines, counted from 1. */
  readonly at: number;
  /** Before it: nothing of it is seen. In the middle: a request was sent and its answer not heard; of a journal line, half is written. */
  readonly when: 'before' | 'in the middle';
}

export interface KilledRun {
  /** What is left of the journal. */
  readonly journal: string;
  /** What it was doing, in order: writes and journal lines. The last one is where it died. */
  readonly steps: readonly string[];
}

const forever = new Promise<never>(() => {});

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
export async function runKilled(stage: Stage, action: Action, death?: Death): Promise<KilledRun> {
  const steps: string[] = [];
  let isDead = false;
  let journal = '';
  /** Does the whole step, its beginning, or nothing, as the death has it. */
  const step = async <T>(name: string, whole: () => Promise<T>, half: () => Promise<unknown>): Promise<T> => {
    if (isDead) return forever;
    steps.push(name);
    if (steps.length !== death?.at) return whole();
    isDead = true;
    if (death.when === 'in the middle') await half();
    return forever;
  };
  const write = (text: string): void => {
    journal += text;
  };
  const store: JournalStore = {
    append: (line) =>
      step(
        `journal ${/"type":"(\w+)"/.exec(line)?.[1]}`,
        async () => write(`${line}\n`),
        async () => write(line.slice(0, line.length / 2)),
      ),
  };
  // A renewed Lease or a dry run is no step of the flip.
  const toll: Toll = (write, send) =>
    isDead ? forever : /Lease|dry run/.test(write) ? send() : step(write, send, send);
  const session = openSession({
    cluster: new LiveCluster(stage.cluster, toll, stage.context),
    scenario,
    frames: stage.cluster.clock,
    guard: { allowedContexts: [stage.context], yes: true, readOnly: false },
    journal: store,
  });
  await stage.wait(session.dispatch(action), () => isDead);
  // The dead close nothing; but what they observed with has to go.
  const closing = session.close();
  await stage.wait(closing, () => isDead);
  return { journal, steps };
}
