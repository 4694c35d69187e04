import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { Clock } from '../../cluster/clock.ts';
import type { ObjectRef, ResourceType, WriteOptions } from '../../cluster/port.ts';
import { resourceOf } from '../../cluster/resources.ts';
import { creditUpdate, type FieldWriter } from '../managed-fields/ownership.ts';
import { applyConfiguration } from '../managed-fields/server-side-apply.ts';
import { scalableObject, scaledObject } from '../scale/scale-subresource.ts';
import { withDefaults } from '../store/defaulting.ts';
import { type Deletion, deleteGracefully } from '../store/graceful-deletion.ts';
import { alreadyExists, badRequest, notFound, staleWrite, unknownPath } from '../store/refusals.ts';
import type { VersionedStore } from '../store/versioned-store.ts';
import { newObject, replacing } from './client-object.ts';
import { finalized, requireLivingNamespace, requireMortal, requireNamespace } from './namespace-rules.ts';
import { requireFields } from './required-fields.ts';
import { withServiceAddress } from './service-address.ts';
import { validate } from './validation.ts';

/** `finalize` is what a namespace has besides its status. */
export type WritablePart = 'object' | 'status' | 'finalize';

export type AdmissionCheck = (object: KubernetesObject, previous: KubernetesObject | undefined) => void;

/** What the API server does with requests that write: merge, default, validate, admit, store. Every refusal is a ClusterError. */
export class ObjectApi {
  readonly #store: VersionedStore;
  readonly #clock: Clock;
  readonly #admissions: AdmissionCheck[] = [];

  constructor(store: VersionedStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  addAdmission(check: AdmissionCheck): void {
    this.#admissions.push(check);
  }

  /** Server-side apply: creates the object or merges into it. Returns it as stored, or as it would be in a dry run. */
  apply(object: KubernetesObject, { fieldManager, dryRun = false, force = false }: WriteOptions): KubernetesObject {
    const type = typeOf(object);
    const { name, namespace } = object.metadata;
    if (!name) throw badRequest('name is required');
    requireNamespace(this.#store, type, namespace);
    const live = this.#store.get(type, namespace, name);
    const options = { manager: fieldManager, force, now: this.#clock.now() };
    const merged = applyConfiguration(live, object, options);
    requireFields(merged);
    return this.#write(this.#complete(merged, live), live, dryRun);
  }

  /** Stores a new object, under a name of its own when it has only `generateName`. What only the server sets is set anew. */
  create(object: KubernetesObject, options: WriteOptions): KubernetesObject {
    const type = typeOf(object);
    const { name, namespace, generateName } = object.metadata;
    if (!name && !generateName) throw badRequest('name or generateName is required');
    requireNamespace(this.#store, type, namespace);
    requireFields(object);
    const complete = this.#complete(newObject(object), undefined);
    // A generated name is known only once the object is stored, and is valid when its beginning is.
    const named = name ? complete : { ...complete, metadata: { ...complete.metadata, name: `${generateName}00000` } };
    this.#check(named, undefined);
    if (name && this.#store.get(type, namespace, name) !== undefined) throw alreadyExists(type, name);
    const credited = creditUpdate(undefined, complete, this.#updater(options), this.#clock.now());
    return options.dryRun === true ? this.#store.preview(credited) : this.#store.create(credited);
  }

  /**
   * Replaces an object, or its status alone. The part that is not replaced stays, and so does what only the server sets. A stale
   * `resourceVersion` is a conflict, an absent one is not.
   */
  replace(object: KubernetesObject, options: WriteOptions & { readonly part: WritablePart }): KubernetesObject {
    const type = typeOf(object);
    const { name, namespace, uid, resourceVersion } = object.metadata;
    const live = this.#store.get(type, namespace, name);
    if (live === undefined) throw notFound(type, name);
    const isOther = uid !== undefined && uid !== live.metadata.uid;
    if (isOther || (resourceVersion && resourceVersion !== live.metadata.resourceVersion)) throw staleWrite(type, name);
    if (options.part === 'status') {
      const updated = { ...live, status: object.status };
      return options.dryRun === true ? this.#store.preview(updated) : this.#store.updateStatus(updated);
    }
    if (options.part === 'finalize') {
      const updated = finalized(live, object);
      return options.dryRun === true ? this.#store.preview(updated) : this.#store.update(updated);
    }
    requireFields(object);
    const complete = this.#complete(replacing(live, object), live);
    const credited = creditUpdate(live, complete, this.#updater(options), this.#clock.now());
    return this.#write(credited, live, options.dryRun === true);
  }

  scale(ref: ObjectRef, replicas: number, { fieldManager, dryRun = false }: WriteOptions): KubernetesObject {
    const live = scalableObject(this.#store, { ...ref, namespace: ref.namespace ?? '' });
    return this.#write(scaledObject(live, replicas, fieldManager, this.#clock), live, dryRun);
  }

  /** Server-side apply through the scale subresource: the replicas, and nothing else, come to belong to the manager. */
  applyScale(ref: ObjectRef, replicas: number, { fieldManager, dryRun = false, force = false }: WriteOptions): void {
    const live = scalableObject(this.#store, { ...ref, namespace: ref.namespace ?? '' });
    const { apiVersion, kind, metadata } = live;
    const { name, namespace = '' } = metadata;
    const wanted = { apiVersion, kind, metadata: { name, namespace }, spec: { replicas } };
    const options = { manager: fieldManager, force, now: this.#clock.now(), subresource: 'scale' };
    this.#write(applyConfiguration(live, wanted, options), live, dryRun);
  }

  /** False where there is nothing to delete. @throws ClusterError 403 for a namespace that has to stay */
  delete(ref: ObjectRef, { dryRun = false, ...deletion }: Deletion & { readonly dryRun?: boolean } = {}): boolean {
    const type = typeOf(ref);
    requireMortal(type, ref.name);
    if (dryRun) return this.#store.get(type, ref.namespace, ref.name) !== undefined;
    return deleteGracefully(this.#store, this.#clock, type, ref.namespace, ref.name, deletion);
  }

  #complete(object: KubernetesObject, live: KubernetesObject | undefined): KubernetesObject {
    return withServiceAddress(this.#store, withDefaults(object), live);
  }

  #write(object: KubernetesObject, live: KubernetesObject | undefined, dryRun: boolean): KubernetesObject {
    this.#check(object, live);
    if (dryRun) return this.#store.preview(object);
    return live === undefined ? this.#store.create(object) : this.#store.update(object);
  }

  #check(object: KubernetesObject, live: KubernetesObject | undefined): void {
    validate(object, live);
    if (live === undefined) requireLivingNamespace(this.#store, typeOf(object), object);
    for (const check of this.#admissions) check(object, live);
  }

  #updater({ fieldManager }: WriteOptions): FieldWriter {
    return { manager: fieldManager, operation: 'Update' };
  }
}

export function typeOf(ref: { readonly apiVersion: string; readonly kind: string }): ResourceType {
  const type = resourceOf(ref);
  if (type === undefined) throw unknownPath();
  return type;
}
