import { existsSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';

/** The Node that a user of this machine gets, whatever its age; npm puts the checkout's own in front of it. */
export function machineNode(): string {
  const outside = (process.env.PATH ?? '').split(delimiter).filter((dir) => !dir.includes(`${sep}node_modules${sep}`));
  return outside.map((dir) => join(dir, 'node')).find((file) => existsSync(file)) ?? process.execPath;
}
