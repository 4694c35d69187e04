import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** The user's folder for Harmony: by the specification below `~/.config` where `$XDG_CONFIG_HOME` is not set or not absolute. */
export function configFolder(env: Readonly<Record<string, string | undefined>>): string {
  const asked = env.XDG_CONFIG_HOME ?? '';
  return join(isAbsolute(asked) ? asked : join(env.HOME ?? homedir(), '.config'), 'harmony');
}

/**
 * Where layouts are looked for before the built-in ones: the user's (in {@link configFolder}), then those that came with the scenario of that file.
 */
export function layoutFolders(
  env: Readonly<Record<string, string | undefined>>,
  scenarioFile?: string,
): readonly string[] {
  const users = join(configFolder(env), 'layouts');
  return scenarioFile === undefined ? [users] : [users, join(dirname(scenarioFile), 'layouts')];
}
