import type { ClusterIdentity, ObjectRef } from '../../cluster/port.ts';
import type { Scenario } from '../../scenario/model.ts';
import { matchesGlob } from './glob.ts';

/** What a person allowed on the command line and in the scenario. */
export interface GuardOptions {
  /** Globs of contexts that may be changed. */
  readonly allowedContexts: readonly string[];
  /** `--yes`: nothing has to be confirmed. */
  readonly yes: boolean;
  /** `--read-only`: nothing is changed. */
  readonly readOnly: boolean;
  /** Why nothing is changed, where it is not that flag. */
  readonly readOnlyBecause?: string;
}

/** Decides what may be written, where. It knows nothing of the network, so it can say no before anything is sent. */
export class Guard {
  readonly #identity: ClusterIdentity;
  readonly #scenario: Scenario;
  readonly #options: GuardOptions;

  /** Without options a scenario's own globs count. */
  constructor(identity: ClusterIdentity, scenario: Scenario, options?: GuardOptions) {
    this.#identity = identity;
    this.#scenario = scenario;
    const { allowedContexts } = scenario.target;
    this.#options = options ?? { allowedContexts, yes: false, readOnly: false };
  }

  /** Whether a person has to confirm before the first change. */
  get asks(): boolean {
    return this.#identity.badge === 'LIVE' && !this.#options.yes;
  }

  /** Why nothing at all may be written on this cluster, and what would change that; undefined where something may. */
  refusal(): string | undefined {
    const { allowedContexts, readOnly, readOnlyBecause } = this.#options;
    if (readOnly) return readOnlyBecause ?? 'this run is read-only: start it without --read-only to change the cluster';
    const { badge, context } = this.#identity;
    if (badge === 'EMBEDDED' || allowedContexts.some((glob) => matchesGlob(context, glob))) return undefined;
    const globs = allowedContexts.length === 0 ? 'which is empty' : `which has ${allowedContexts.join(', ')}`;
    return `context ${context} may not be changed: no glob of target.allowedContexts matches it, ${globs}; add it there to allow it`;
  }

  /** Why this object may not be written by this scenario; undefined where it may. */
  refusalOf(ref: ObjectRef): string | undefined {
    const all = this.refusal();
    if (all !== undefined) return all;
    const { namespace } = this.#scenario.target;
    const what = `${ref.kind} ${ref.name}`;
    if (ref.kind === 'Secret') return `${what} is a secret: scenarios may not change secrets`;
    if (ref.namespace === namespace) return undefined;
    const where = ref.namespace === undefined ? 'belongs to the whole cluster' : `lies in namespace ${ref.namespace}`;
    return `${what} ${where}: this scenario may only change namespace ${namespace}`;
  }
}
