/** `pass`: as it should be. `warn`: it works, but not everything will be seen or go well. `fail`: the scenario will not work. */
export type Level = 'pass' | 'warn' | 'fail';

/** One thing that was looked at. This is the shape `harmony doctor --json` prints. */
export interface Finding {
  /** `group.what[.which]`, the same on every run. */
  readonly id: string;
  readonly level: Level;
  /** What was seen, as a clause. */
  readonly seen: string;
  /** The command or the deed that mends it; null where nothing has to be mended. */
  readonly fix: string | null;
}

export function pass(id: string, seen: string): Finding {
  return { id, level: 'pass', seen, fix: null };
}

export function warn(id: string, seen: string, fix: string): Finding {
  return { id, level: 'warn', seen, fix };
}

export function fail(id: string, seen: string, fix: string): Finding {
  return { id, level: 'fail', seen, fix };
}
