import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/**
 * Where layouts are looked for before the built-in ones: the user's (`$XDG_CONFIG_HOME/harmony/layouts`, by the specification
 * `~/.config` where it is not set or not absolute), then those that came with the scenario of that file.
 */
export function layoutFolders(
  env: Readonly<Record<string, string | undefined>>,
  scenarioFile?: string,
): readonly string[] {
  const asked = env.XDG_CONFIG_HOME ?? '';
  const config = isAbsolute(asked) ? asked : join(env.HOME ?? homedir(), '.config');
  const users = join(config, 'harmony', 'layouts');
  return scenarioFile === undefined ? [users] : [users, join(dirname(scenarioFile), 'layouts')];
}
