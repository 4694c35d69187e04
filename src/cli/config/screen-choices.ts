import type { Scenario } from '../../scenario/model.ts';
import type { KeyChoices } from '../../ui/input/rebind.ts';
import { keyCollisions } from '../../ui/input/rebind.ts';
import { bindingsFor } from '../../ui/keymap.ts';
import { UsageError } from '../errors.ts';
import { configFile, loadUserConfig } from './user-config.ts';

/** Flags about the screen. */
export interface ScreenFlags {
  readonly layout?: string;
  readonly theme?: string;
  readonly mouse?: boolean;
}

/** How the screen of a cockpit is to be. */
export interface ScreenChoices {
  readonly theme?: string;
  /** Absent: the one a cockpit opens with. */
  readonly layout?: string;
  /** Whether the mouse is listened to; yes unless told. */
  readonly mouse?: boolean;
  readonly keys?: KeyChoices;
}

/** The layout for a projector. */
const largeLayout = 'large';

/**
 * What the command line says about the screen, and where it says nothing, what the user's config file says.
 *
 * @throws ScenarioError with every problem of the config file
 */
export async function screenChoices(flags: ScreenFlags): Promise<ScreenChoices> {
  const config = await loadUserConfig(process.env);
  const theme = flags.theme ?? config.theme;
  const layout = flags.layout ?? config.layout ?? (config.large === true ? largeLayout : undefined);
  const mouse = flags.mouse ?? config.mouse;
  return {
    ...(theme !== undefined && { theme }),
    ...(layout !== undefined && { layout }),
    ...(mouse !== undefined && { mouse }),
    ...(config.keys !== undefined && { keys: config.keys }),
  };
}

/** Options of a run with the layout that was chosen. */
export function withLayout<Options extends { readonly layout?: string }>(
  options: Options,
  { layout }: ScreenChoices,
): Options {
  return layout === undefined ? options : { ...options, layout };
}

/**
 * A scenario's keys are known when it is loaded.
 *
 * @throws UsageError for a key that the config file and the scenario both want
 */
export function refuseTakenKeys(scenario: Scenario, keys: KeyChoices): void {
  const [collision] = keyCollisions(bindingsFor(scenario, keys));
  if (collision === undefined) return;
  const { key, first, second } = collision;
  const file = configFile(process.env);
  throw new UsageError(
    `key "${key}" is that of "${first.hints[0]}" in the scenario ${scenario.name}, and of "${second.name}" in ${file}`,
    `Give "${second.name}" another key.`,
  );
}
