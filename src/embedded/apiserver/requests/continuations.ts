import { randomUUID } from 'node:crypto';
import type { KubernetesObject } from '../../../autoscaling/objects.ts';
import { ClusterError } from '../../../cluster/port.ts';

const keptAtMost = 64;

/** The rest of a list that was asked for in pages, as it was when its first page was given. */
export interface RestOfList {
  readonly items: readonly KubernetesObject[];
  readonly resourceVersion: string;
}

/** Lists that are being read in pages: every page is of the same moment. The latest few are kept. */
export class Continuations {
  readonly #rests = new Map<string, RestOfList>();

  /** Returns the token the next page is asked for with. */
  keep(rest: RestOfList): string {
    const token = randomUUID();
    this.#rests.set(token, rest);
    const [oldest] = this.#rests.keys();
    if (this.#rests.size > keptAtMost && oldest !== undefined) this.#rests.delete(oldest);
    return token;
  }

  /** A page may be asked for again. @throws ClusterError 410 for a token that is no longer known */
  resume(token: string): RestOfList {
    const rest = this.#rests.get(token);
    if (rest !== undefined) return rest;
    const advice = 'The provided continue parameter is too old to display a consistent list result.';
    throw new ClusterError(410, 'Expired', `${advice} You must start a new list without the continue parameter.`);
  }
}
