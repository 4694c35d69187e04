import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { Mode, Scenario } from '../../scenario/model.ts';
import { inNamespace, refKey, refOf } from '../actions/object-ref.ts';
import { says } from './says.ts';

/**
 * The mode a cluster is in, by the objects that are there: all of the mode's are, as its manifests want them, and none that only other
 * modes have. Undefined where no mode fits. What controllers and defaults add to an object does not count.
 */
export function modeOnCluster(scenario: Scenario, there: readonly KubernetesObject[]): Mode | undefined {
  const found = new Map(there.map((object) => [refKey(refOf(object)), object]));
  const placed = scenario.modes.map((mode) => ({
    mode,
    objects: mode.apply.map(({ object }) => inNamespace(object, scenario.target.namespace)),
  }));
  const known = new Set(placed.flatMap(({ objects }) => objects.map((object) => refKey(refOf(object)))));
  const present = [...known].filter((key) => found.has(key));
  return placed.find(({ objects }) => {
    const own = new Set(objects.map((object) => refKey(refOf(object))));
    return present.every((key) => own.has(key)) && objects.every((object) => isThere(object, found));
  })?.mode;
}

/** What identifies an object, and what only controllers write. */
const notWanted: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);

function isThere(wanted: KubernetesObject, found: ReadonlyMap<string, KubernetesObject>): boolean {
  const content = Object.fromEntries(Object.entries(wanted).filter(([field]) => !notWanted.has(field)));
  return says(found.get(refKey(refOf(wanted))), content);
}
