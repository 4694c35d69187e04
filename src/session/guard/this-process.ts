import { hostname, userInfo } from 'node:os';

/** Who changes a cluster, as others see it. */
export interface Holder {
  /** `alice@laptop pid 4711` */
  readonly identity: string;
  readonly host: string;
  readonly pid: number;
}

export function thisProcess(): Holder {
  const host = hostname();
  return { identity: `${userName()}@${host} pid ${process.pid}`, host, pid: process.pid };
}

/** A container may run under a user id that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody';
  }
}
