import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configFolder } from '../../scenario/layout-folders.ts';
import type { KeyChoices } from '../../ui/input/rebind.ts';

/** What a user wants always, and says otherwise on a command line at times. */
export interface UserConfig {
  readonly theme?: string;
  /** Name of a layout, or a path. */
  readonly layout?: string;
  /** For a projector. */
  readonly large?: boolean;
  /** Whether the mouse is listened to. */
  readonly mouse?: boolean;
  readonly keys?: KeyChoices;
}

/** Where the config file is, whether or not there is one. */
export function configFile(env: Readonly<Record<string, string | undefined>>): string {
  return join(configFolder(env), 'config.yaml');
}

/**
 * The user's config file, read; empty where there is none. What reads it is loaded only where there is something to read, since this
 * happens before the first frame.
 *
 * @throws ScenarioError with every problem of the file
 */
export async function loadUserConfig(env: Readonly<Record<string, string | undefined>>): Promise<UserConfig> {
  const file = configFile(env);
  if (!existsSync(file)) return {};
  const { parseConfig } = await import('./parse-config.ts');
  return parseConfig(file, readFileSync(file, 'utf8'));
}
