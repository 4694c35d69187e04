import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import { resourceOf } from '../../cluster/resources.ts';
import type { Scenario } from '../../scenario/model.ts';
import type { Observation } from '../observation.ts';
import type { Recorder } from '../recorder.ts';
import type { SessionState } from '../state.ts';
import { modeOnCluster } from './mode-on-cluster.ts';

/** The mode of a cluster that is in none of the scenario's. No scenario has a mode of this name: ids have no spaces. */
export const noMode = 'no mode';

/** Who changes modes changes several objects: what they come to counts when it has held for this long. */
const settledMs = 2000;

/**
 * Follows which mode a cluster is in that others change, too, and records it: at first once all kinds of the modes' objects have been read,
 * later when they have come to something else. While this run enters a mode itself, it knows better; where it failed to, that stands until
 * the objects fit a mode again.
 */
export function findMode(scenario: Scenario, recorder: Recorder, clock: Clock): Cancel {
  const kinds = new Map(
    scenario.modes.flatMap(({ apply }) =>
      apply.flatMap(({ object }) => {
        const source = resourceOf(object)?.plural;
        return source === undefined ? [] : [[object.kind, source] as const];
      }),
    ),
  );
  const sources = new Set(kinds.values());
  let settling: { readonly mode: string; readonly cancel: Cancel } | undefined;
  const settle = (mode: string | undefined, delayMs: number) => {
    if (settling?.mode === mode) return;
    settling?.cancel();
    settling = mode === undefined ? undefined : { mode, cancel: clock.after(delayMs, () => record(mode)) };
  };
  const record = (mode: string) => {
    settling = undefined;
    if (recorder.current().modes.at(-1)?.phase === 'applying') return;
    recorder.record({ at: clock.now(), source: 'session', kind: 'modeChanged', mode, phase: 'applied' });
  };
  const stopObserving = recorder.observe((observation) => {
    if (!sources.has(observation.source) || !isNews(observation)) return;
    const state = recorder.current();
    if (isRead(state, sources)) settle(otherMode(scenario, state, kinds), state.modes.length === 0 ? 0 : settledMs);
  });
  return () => {
    stopObserving();
    settling?.cancel();
  };
}

/** The mode that the objects come to, where it is another one than the one that is known. */
function otherMode(scenario: Scenario, state: SessionState, kinds: ReadonlyMap<string, string>): string | undefined {
  const last = state.modes.at(-1);
  if (last?.phase === 'applying') return undefined;
  const there = objectsOf(state).filter(({ kind }) => kinds.has(kind));
  const mode = modeOnCluster(scenario, there)?.id ?? (last?.phase === 'applied' ? noMode : undefined);
  return mode === last?.mode && last?.phase === 'applied' ? undefined : mode;
}

/** Whether something may be there now that was not there before, or the other way round. */
function isNews({ kind }: Observation): boolean {
  return kind === 'sourceHealth' || kind === 'objectUpserted' || kind === 'objectDeleted';
}

function isRead({ sources }: SessionState, needed: ReadonlySet<string>): boolean {
  return needed.size > 0 && [...needed].every((each) => sources.get(each)?.health.state === 'live');
}

function objectsOf({ hpas, scaledObjects, deployments, others }: SessionState): readonly KubernetesObject[] {
  return [hpas, scaledObjects, deployments, others].flatMap((objects) => [...objects.values()]);
}
