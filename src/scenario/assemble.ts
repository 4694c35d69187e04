import { dirname, resolve } from 'node:path';
import type { ReadObject } from './manifest-reader.ts';
import type { Act, Load, ManifestObject, Mode, Scenario } from './model.ts';
import { placedAuth, placedSignals } from './placed-signals.ts';
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
  const folder = dirname(where.file);
  return {
    ...where,
    title: file.title,
    target: file.target,
    signals: placedSignals(file, folder),
    modes,
    baseline: file.baseline ?? file.modes[0]?.id ?? '',
    loads: file.loads.flatMap((load) => placedLoad(load, manifests.jobs, folder)),
    acts: file.acts satisfies readonly Act[],
    embedded: {
      seed: file.embedded.seed,
      profile: file.embedded.profile,
      objects: manifests.embedded.map(manifestObject),
      model: file.embedded.model,
    },
  };
}

/** Jobs with their manifests, and loads of this machine with the paths they mean. A Job whose manifest is not sound is left out. */
function placedLoad(
  load: ScenarioFile['loads'][number],
  jobs: ScenarioManifests['jobs'],
  folder: string,
): readonly Load[] {
  switch (load.kind) {
    case 'job': {
      const job = jobs.get(load.id);
      return job ? [{ ...load, job: manifestObject(job) }] : [];
    }
    case 'exec':
      return [{ ...load, cwd: resolve(folder, load.cwd) }];
    case 'nats-publish': {
      const { auth, ...rest } = load;
      return [{ ...rest, ...(auth && { auth: placedAuth(auth, folder) }) }];
    }
    case 'http':
      return [load];
  }
}

function manifestObject({ file, object }: ReadObject): ManifestObject {
  return { file, object };
}
