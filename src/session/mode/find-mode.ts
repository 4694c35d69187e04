import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { Cancel } from '../../cluster/clock.ts';
import { resourceOf } from '../../cluster/resources.ts';
import type { Scenario } from '../../scenario/model.ts';
import type { Recorder } from '../recorder.ts';
import type { SessionState } from '../state.ts';
import { modeOnCluster } from './mode-on-cluster.ts';

/**
 * Finds out which mode a cluster is in that nobody set up for this run, and records it. Looks once all kinds of the modes' objects have
 * been read, and leaves it at that: from then on the run's own actions tell. Nothing is recorded where no mode fits, or one was entered
 * before.
 */
export function findMode(scenario: Scenario, recorder: Recorder): Cancel {
  const sources = new Set(scenario.modes.flatMap(({ apply }) => apply.flatMap(({ object }) => sourceOf(object) ?? [])));
  const stop = recorder.observe(({ at, source, kind }) => {
    if (kind !== 'sourceHealth' || !sources.has(source)) return;
    const state = recorder.current();
    if (![...sources].every((each) => state.sources.get(each)?.health.state === 'live')) return;
    stop();
    const mode = state.modes.length === 0 ? modeOnCluster(scenario, objectsOf(state)) : undefined;
    if (mode) recorder.record({ at, source: 'session', kind: 'modeChanged', mode: mode.id, phase: 'applied' });
  });
  return stop;
}

/** Sources of objects are named by the plural of what they read. */
function sourceOf(object: KubernetesObject): string | undefined {
  return resourceOf(object)?.plural;
}

function objectsOf({ hpas, scaledObjects, deployments, others }: SessionState): readonly KubernetesObject[] {
  return [hpas, scaledObjects, deployments, others].flatMap((objects) => [...objects.values()]);
}
