import type { ReadObject } from './manifest-reader.ts';
import type { Act, Load, ManifestObject, MetricSignal, Mode, QueueSignal, Scenario, ScenarioSignals } from './model.ts';
import type { ScenarioManifests } from './scenario-manifests.ts';
import type { ScenarioFile } from './schema/scenario-file.ts';

/** Puts a checked scenario.yaml and its manifests together. */
export function assemble(
  file: ScenarioFile,
  manifests: ScenarioManifests,
  where: { readonly name: string; readonly file: string },
): Scenario {
  const modes = file.modes.map((mode): Mode => {
    const objects = manifests.modes.get(mode.id);
    return {
      ...mode,
      apply: (objects?.apply ?? []).map(manifestObject),
      delete: (objects?.delete ?? []).map(manifestObject),
    };
  });
  const loads = file.loads.flatMap((load): readonly Load[] => {
    const job = manifests.jobs.get(load.id);
    return job ? [{ ...load, job: manifestObject(job) }] : [];
  });
  return {
    ...where,
    title: file.title,
    target: file.target,
    signals: signalsOf(file),
    modes,
    baseline: file.baseline ?? file.modes[0]?.id ?? '',
    loads,
    acts: file.acts satisfies readonly Act[],
    embedded: {
      seed: file.embedded.seed,
      profile: file.embedded.profile,
      objects: manifests.embedded.map(manifestObject),
      model: file.embedded.model,
    },
  };
}

/** Signals without a namespace look into the target's. */
function signalsOf({ signals, target }: ScenarioFile): ScenarioSignals {
  const { namespace } = target;
  const queue: QueueSignal | undefined = signals.queue && { namespace, ...signals.queue };
  return {
    ...(queue ? { queue } : {}),
    metrics: signals.metrics.map((metric): MetricSignal => ({ namespace, ...metric })),
    ...(signals.throttling ? { throttling: { namespace, ...signals.throttling } } : {}),
  };
}

function manifestObject({ file, object }: ReadObject): ManifestObject {
  return { file, object };
}
