import type { ManifestObject, Scenario, ScenarioSignals } from '../../scenario/model.ts';

type Move = (namespace: string) => string;

/**
 * A scenario in another namespace, as `-n` asks for: what it applies, deletes, reads and watches in its own namespace it does there. Texts
 * that name a namespace (queries, addresses of services) stay as they are written.
 */
export function inNamespaceOf(scenario: Scenario, namespace: string | undefined): Scenario {
  const { target, modes, loads, signals } = scenario;
  if (namespace === undefined || namespace === target.namespace) return scenario;
  const move: Move = (name) => (name === target.namespace ? namespace : name);
  const moved = (manifest: ManifestObject) => movedManifest(manifest, move);
  return {
    ...scenario,
    target: { ...target, namespace },
    signals: movedSignals(signals, move),
    modes: modes.map((mode) => ({ ...mode, apply: mode.apply.map(moved), delete: mode.delete.map(moved) })),
    loads: loads.map((load) => ('job' in load ? { ...load, job: moved(load.job) } : load)),
  };
}

function movedManifest({ file, object }: ManifestObject, move: Move): ManifestObject {
  const { namespace } = object.metadata;
  if (namespace === undefined) return { file, object };
  return { file, object: { ...object, metadata: { ...object.metadata, namespace: move(namespace) } } };
}

function movedSignals(signals: ScenarioSignals, move: Move): ScenarioSignals {
  const { queue, metrics, throttling } = signals;
  return {
    ...signals,
    metrics: metrics.map((metric) => movedSignal(metric, move)),
    ...(queue !== undefined && { queue: movedSignal(queue, move) }),
    ...(throttling !== undefined && { throttling: movedSignal(throttling, move) }),
  };
}

/** A signal from outside of the cluster has no namespace. */
function movedSignal<T extends object>(signal: T, move: Move): T {
  if (!('namespace' in signal) || typeof signal.namespace !== 'string') return signal;
  return { ...signal, namespace: move(signal.namespace) };
}
