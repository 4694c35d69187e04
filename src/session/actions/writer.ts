import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { type Cluster, ClusterError, type ObjectRef } from '../../cluster/port.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalChange } from '../journal/journal-lines.ts';
import type { Ledger } from '../journal/ledger.ts';
import { withoutCredentials } from '../journal/without-credentials.ts';
import { fieldManager } from '../replicas-writer.ts';
import { messageOf } from './command-log.ts';
import { ActionError } from './context.ts';
import { refOf } from './object-ref.ts';

/** What stands between an action and the cluster. */
export interface WriterParts {
  readonly cluster: Cluster;
  /** Why an object may not be written; undefined where it may. */
  readonly refusalOf: (ref: ObjectRef) => string | undefined;
  /** Makes sure that nobody else changes the target meanwhile; rejects where somebody does. */
  readonly hold: () => Promise<void>;
  readonly journal: Journal;
  readonly ledger: Ledger;
}

/** A change as the journal announces it, and what it leaves of the object. */
interface Change {
  readonly verb: JournalChange['verb'];
  readonly ref: ObjectRef;
  readonly command: string;
  readonly manager?: string;
  /** Makes it; resolves to the object as it is then, null for none. */
  readonly make: (before: KubernetesObject | undefined) => Promise<KubernetesObject | null>;
}

/**
 * The one way to change the cluster. Whatever is sent, dry runs included, is allowed by the guard first; whatever changes an object is in
 * the journal first, with the object as it was. Rejects with an ActionError for what is not allowed, else as the cluster does.
 */
export class Writer {
  readonly #parts: WriterParts;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** Server-side apply as a dry run: the object as it would be. */
  async checkApply(object: KubernetesObject, force: boolean): Promise<KubernetesObject> {
    await this.#allow(refOf(object));
    return this.#parts.cluster.apply(object, { fieldManager, force, dryRun: true });
  }

  async checkDelete(ref: ObjectRef): Promise<void> {
    await this.#allow(ref);
    await this.#parts.cluster.delete(ref, { dryRun: true });
  }

  /** Server-side apply. `manager` is for objects that are put back in the name of whoever wrote them. */
  async apply(
    object: KubernetesObject,
    command: string,
    { force = false, manager = fieldManager }: { readonly force?: boolean; readonly manager?: string } = {},
  ): Promise<void> {
    const make = () => this.#parts.cluster.apply(object, { fieldManager: manager, force });
    await this.#change({ verb: 'apply', ref: refOf(object), command, manager, make });
  }

  async replace(object: KubernetesObject, command: string): Promise<void> {
    const make = () => this.#parts.cluster.replace(object, { fieldManager });
    await this.#change({ verb: 'replace', ref: refOf(object), command, make });
  }

  async delete(ref: ObjectRef, command: string): Promise<void> {
    const make = async () => {
      await this.#parts.cluster.delete(ref);
      return null;
    };
    await this.#change({ verb: 'delete', ref, command, make });
  }

  async scale(ref: ObjectRef, replicas: number, command: string): Promise<void> {
    const make = async (before: KubernetesObject | undefined) => {
      await this.#parts.cluster.scale(ref, replicas, { fieldManager });
      return before ? { ...before, spec: { ...(before.spec as object | undefined), replicas } } : null;
    };
    await this.#change({ verb: 'scale', ref, command, make });
  }

  /** Notes how many replicas a workload has before something that scales it is changed. */
  async noteReplicas(ref: ObjectRef, replicas: number): Promise<void> {
    await this.#allow(ref);
    await this.#parts.journal.found(ref, replicas);
  }

  async #change({ verb, ref, command, manager = fieldManager, make }: Change): Promise<void> {
    await this.#allow(ref);
    const { cluster, journal, ledger } = this.#parts;
    const found = await cluster.get(ref);
    const before = found ?? null;
    const id = await journal.announce({
      verb: verb === 'apply' && before === null ? 'create' : verb,
      ref,
      ...keepable(verb, before),
      fieldManager: manager,
      context: cluster.identity.context,
      ...(ref.namespace === undefined ? {} : { namespace: ref.namespace }),
      command,
    });
    // While it is under way, and where no answer comes, nobody knows what is there.
    ledger.changed(ref, before, undefined);
    try {
      ledger.changed(ref, before, await make(found));
    } catch (error) {
      const isRefused = error instanceof ClusterError && error.code !== 0;
      if (isRefused) ledger.changed(ref, before, before);
      await journal.outcome(id, 'failed', messageOf(error));
      throw error;
    }
    await journal.outcome(id, 'done');
  }

  async #allow(ref: ObjectRef): Promise<void> {
    const refusal = this.#parts.refusalOf(ref);
    if (refusal !== undefined) throw new ActionError(refusal);
    await this.#parts.hold();
    // Somebody may have forbidden it while that was asked.
    const since = this.#parts.refusalOf(ref);
    if (since !== undefined) throw new ActionError(since);
  }
}

/** The object as the journal may have it. Of an object that is only scaled, or is a Job, nothing that is taken out is needed to put it back. */
function keepable(
  verb: JournalChange['verb'],
  before: KubernetesObject | null,
): Pick<JournalChange, 'before' | 'redacted'> {
  if (before === null) return { before };
  const { object, redacted } = withoutCredentials(before);
  if (redacted.length === 0) return { before: object };
  if (verb !== 'scale' && before.kind !== 'Job') {
    throw new ActionError(
      `${before.kind} ${before.metadata.name} is left as it is: it holds a credential (${redacted.join(', ')}), which is never written down, so it could not be put back`,
    );
  }
  return { before: object, redacted };
}
