import { onTestFinished } from 'vitest';
import { openSession, type SessionOptions } from '../../../src/session/open-session.ts';
import type { Action, ActionOutcome, Session } from '../../../src/session/session.ts';
import { demoScenario } from '../demo-scenario.ts';
import { MemoryCluster } from '../memory-cluster.ts';
import { hpa, web } from '../objects.ts';
import { LiveCluster } from './live-cluster.ts';
import { MemoryJournal } from './memory-journal.ts';

/** A run on a cluster that passes for a real one, and what was sent to it. */
export interface RealRun {
  readonly behind: MemoryCluster;
  readonly session: Session;
  /** Every request that writes, dry runs included. */
  readonly sent: readonly string[];
  readonly journal: MemoryJournal;
  act(action: Action): Promise<ActionOutcome>;
}

export const allowed = { allowedContexts: ['kind-*'], yes: true, readOnly: false };

/** Deployment `web` with four replicas, scaled by the HPA `manual`. */
export function webCluster(): MemoryCluster {
  const behind = new MemoryCluster();
  behind.put(web(4));
  behind.put(hpa('manual'));
  return behind;
}

export function openRealRun(options: Partial<SessionOptions> = {}, behind = webCluster()): RealRun {
  const sent: string[] = [];
  const cluster = new LiveCluster(behind, (write, send) => {
    sent.push(write);
    return send();
  });
  const journal = new MemoryJournal();
  const session = openSession({
    cluster,
    scenario: demoScenario(),
    frames: behind.clock,
    guard: allowed,
    mode: 'baseline',
    journal,
    ...options,
  });
  onTestFinished(() => session.close());
  return {
    behind,
    session,
    sent,
    journal,
    async act(action) {
      const outcome = session.dispatch(action);
      await behind.pass(100);
      return outcome;
    },
  };
}
