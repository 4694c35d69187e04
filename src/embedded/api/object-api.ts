import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { Clock } from '../../cluster/clock.ts';
import type { ObjectRef, ResourceType, WriteOptions } from '../../cluster/port.ts';
import { resourceOf, resources } from '../../cluster/resources.ts';
import { applyConfiguration } from '../managed-fields/server-side-apply.ts';
import { scalableObject, scaledObject } from '../scale/scale-subresource.ts';
import { withDefaults } from '../store/defaulting.ts';
import { deleteGracefully } from '../store/graceful-deletion.ts';
import { badRequest, notFound, unknownPath } from '../store/refusals.ts';
import type { VersionedStore } from '../store/versioned-store.ts';
import { requireFields } from './required-fields.ts';
import { validate } from './validation.ts';

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
    this.#requireNamespace(type, namespace);
    const live = this.#store.get(type, namespace, name);
    const options = { manager: fieldManager, force, now: this.#clock.now() };
    const merged = applyConfiguration(live, object, options);
    requireFields(merged);
    return this.#write(withDefaults(merged), live, dryRun);
  }

  scale(ref: ObjectRef, replicas: number, { fieldManager, dryRun = false }: WriteOptions): KubernetesObject {
    const live = scalableObject(this.#store, { ...ref, namespace: ref.namespace ?? '' });
    return this.#write(scaledObject(live, replicas, fieldManager, this.#clock), live, dryRun);
  }

  /** False where there is nothing to delete. */
  delete(ref: ObjectRef, dryRun = false): boolean {
    const type = typeOf(ref);
    if (dryRun) return this.#store.get(type, ref.namespace, ref.name) !== undefined;
    return deleteGracefully(this.#store, this.#clock, type, ref.namespace, ref.name);
  }

  #write(object: KubernetesObject, live: KubernetesObject | undefined, dryRun: boolean): KubernetesObject {
    validate(object, live);
    for (const check of this.#admissions) check(object, live);
    if (dryRun) return this.#store.preview(object);
    return live === undefined ? this.#store.create(object) : this.#store.update(object);
  }

  #requireNamespace(type: ResourceType, namespace: string | undefined): void {
    if (!type.namespaced) return;
    if (!namespace) throw badRequest(`an object of ${type.plural} needs a namespace`);
    if (this.#store.get(resources.namespaces, undefined, namespace) === undefined) {
      throw notFound(resources.namespaces, namespace);
    }
  }
}

export function typeOf(ref: { readonly apiVersion: string; readonly kind: string }): ResourceType {
  const type = resourceOf(ref);
  if (type === undefined) throw unknownPath();
  return type;
}
