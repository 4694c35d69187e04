import type { CatalogueOptions } from './load-layout.ts';
import { loadLayout } from './load-layout.ts';
import { loadScenario } from './load-scenario.ts';
import { type Problem, ScenarioError } from './problem.ts';

/** What checking a file a user wrote came to. `message` is ready to print. */
export type Validation =
  | { readonly ok: true; readonly title: string }
  | { readonly ok: false; readonly message: string; readonly problems: readonly Problem[] };

/** Checks a scenario with all its manifests, by built-in name or path, without throwing for what its author can mend. */
export function validateScenario(nameOrPath: string, options: CatalogueOptions = {}): Validation {
  return validation(() => loadScenario(nameOrPath, options));
}

/** Checks a layout, by built-in name or path. */
export function validateLayout(nameOrPath: string, options: CatalogueOptions = {}): Validation {
  return validation(() => loadLayout(nameOrPath, options));
}

function validation(load: () => { readonly title: string }): Validation {
  try {
    return { ok: true, title: load().title };
  } catch (error) {
    if (error instanceof ScenarioError) return { ok: false, message: error.message, problems: error.problems };
    throw error;
  }
}
