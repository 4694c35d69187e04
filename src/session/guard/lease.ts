import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { type EpochMs, formatTime, parseTime } from '../../autoscaling/units.ts';
import type { Cancel } from '../../cluster/clock.ts';
import { type Cluster, ClusterError, type ObjectRef } from '../../cluster/port.ts';
import { messageOf } from '../actions/command-log.ts';
import { ActionError } from '../actions/context.ts';

/** How often the holder renews its Lease, and others look at it. */
export const renewMs = 5000;
/** Not renewed for this long, it is anybody's. */
const durationSeconds = 15;
const largestSkewMs = 60_000;

export interface LeaseParts {
  readonly cluster: Cluster;
  readonly namespace: string;
  /** Name of the workload it is about. */
  readonly workload: string;
  /** Who we are, as others are told. */
  readonly identity: string;
  /** Who held it in our place and is no more: a run that was interrupted. */
  readonly formerIdentity?: string;
  /** Says on the log why there is no Lease. */
  readonly log: (message: string) => void;
}

type Standing = 'watching' | 'held' | 'impossible';

/**
 * The right to change one target, of which all cockpits know through a Lease beside it: who changes something first holds it, and everybody else is
 * read-only until they take over. Held by server-side apply under a field manager of our own: two that ask at once cannot both get it, and
 * who was taken over from finds out at the next renewal, by the conflict. Without the right to have Leases it does without.
 */
export class TargetLease {
  readonly #parts: LeaseParts;
  readonly #ref: ObjectRef;
  #standing: Standing = 'watching';
  #other: string | undefined;
  /** The latest renewal we have seen, and when we first saw it. */
  #seen: { readonly renewTime: string; readonly at: EpochMs };
  #stopTicking: Cancel = () => {};

  constructor(parts: LeaseParts) {
    this.#parts = parts;
    this.#seen = { renewTime: '', at: parts.cluster.clock.now() };
    const { namespace, workload } = parts;
    this.#ref = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', namespace, name: `harmony-${workload}` };
  }

  /** Begins to look who holds it. */
  watch(): void {
    this.#stopTicking = this.#parts.cluster.clock.every(renewMs, () => void this.#tick());
    void this.#tick();
  }

  /** Who else changes this target; undefined for nobody. */
  get heldBy(): string | undefined {
    return this.#standing === 'held' ? undefined : this.#other;
  }

  /** Why nothing may be changed now. */
  refusal(): string | undefined {
    const { heldBy } = this;
    if (heldBy === undefined) return undefined;
    const { namespace, name } = this.#ref;
    return `${heldBy} changes this target (Lease ${namespace}/${name}): this run is read-only until it takes over`;
  }

  /** Makes sure that we hold it. @throws ActionError when somebody else does */
  async hold(): Promise<void> {
    if (this.#standing === 'held' || this.#standing === 'impossible') return;
    const lease = await this.#look();
    const reason = this.refusal();
    if (reason !== undefined) throw new ActionError(reason);
    // Where there is none, of two that ask at once one gets it; one that ran out has to be taken from whoever had it.
    await this.#acquire(lease !== undefined);
  }

  /** Takes it from whoever holds it. */
  async takeOver(): Promise<void> {
    await this.#acquire(true);
  }

  /** Stops looking; what we hold is given up. */
  async close(): Promise<void> {
    this.#stopTicking();
    if (this.#standing !== 'held') return;
    this.#standing = 'watching';
    try {
      const lease = await this.#parts.cluster.get(this.#ref);
      if (specOf(lease).holderIdentity === this.#parts.identity) await this.#parts.cluster.delete(this.#ref);
    } catch {
      // It runs out by itself.
    }
  }

  async #tick(): Promise<void> {
    try {
      if (this.#standing === 'held') await this.#write(false);
      else if (this.#standing !== 'impossible') await this.#look();
    } catch (error) {
      if (!(error instanceof ClusterError && error.code === 409)) return;
      this.#standing = 'watching';
      await this.#look().catch(() => undefined);
    }
  }

  /** Reads it and notes who else holds it. One that ran out, or is ours, is held by nobody. */
  async #look(): Promise<KubernetesObject | undefined> {
    const lease = await this.#reading(() => this.#parts.cluster.get(this.#ref));
    const { holderIdentity: holder, renewTime = '' } = specOf(lease);
    const now = this.#parts.cluster.clock.now();
    if (renewTime !== this.#seen.renewTime) this.#seen = { renewTime, at: now };
    const { identity, formerIdentity } = this.#parts;
    const isOthers = holder && holder !== identity && holder !== formerIdentity && !this.#hasRunOut(now);
    this.#other = isOthers ? holder : undefined;
    return lease;
  }

  async #acquire(force: boolean): Promise<void> {
    try {
      await this.#reading(() => this.#write(force));
    } catch (error) {
      if (!(error instanceof ClusterError && error.code === 409)) throw error;
      await this.#look();
      throw new ActionError(this.refusal() ?? messageOf(error));
    }
    if (this.#standing === 'impossible') return;
    this.#standing = 'held';
    this.#other = undefined;
  }

  async #write(force: boolean): Promise<void> {
    const { cluster, identity } = this.#parts;
    const { apiVersion, kind, namespace = '', name } = this.#ref;
    const renewTime = microTime(cluster.clock.now());
    const lease: KubernetesObject = {
      apiVersion,
      kind,
      metadata: { name, namespace },
      spec: { holderIdentity: identity, leaseDurationSeconds: durationSeconds, renewTime },
    };
    await cluster.apply(lease, { fieldManager: managerOf(identity), force });
  }

  /** Does without a Lease where there is no right to it, or no such thing. */
  async #reading<T>(request: () => Promise<T>): Promise<T | undefined> {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof ClusterError && (error.code === 403 || error.code === 404))) throw error;
      if (this.#standing !== 'impossible')
        this.#parts.log(`no Lease is kept, so other cockpits are not seen: ${messageOf(error)}`);
      this.#standing = 'impossible';
      return undefined;
    }
  }

  /** Clocks of two machines differ, so what counts is how long we have not seen it renewed; only what is very old is old at first sight. */
  #hasRunOut(now: EpochMs): boolean {
    const { renewTime, at } = this.#seen;
    const renewedAt = parseTime(renewTime);
    const isVeryOld = renewedAt === undefined || now - renewedAt >= largestSkewMs;
    return isVeryOld || now - at >= durationSeconds * 1000;
  }
}

interface LeaseSpec {
  readonly holderIdentity?: string;
  readonly renewTime?: string;
}

function specOf(lease: KubernetesObject | undefined): LeaseSpec {
  return (lease?.spec as LeaseSpec | undefined) ?? {};
}

/** Field managers are at most 128 printable characters. */
function managerOf(identity: string): string {
  return `harmony ${identity}`.slice(0, 128);
}

/** A MicroTime has six digits after the second. */
function microTime(at: EpochMs): string {
  return formatTime(at).replace('Z', `.${String(Math.floor(at % 1000)).padStart(3, '0')}000Z`);
}
