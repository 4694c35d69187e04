import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where the user's runs are: `$XDG_STATE_HOME/harmony/runs`. The specification says that a relative path there is to be ignored. */
export function runsHome(environment: NodeJS.ProcessEnv = process.env): string {
  const { XDG_STATE_HOME: asked } = environment;
  const state = asked !== undefined && isAbsolute(asked) ? asked : join(homedir(), '.local', 'state');
  return join(state, 'harmony', 'runs');
}
