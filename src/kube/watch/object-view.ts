import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { ReflectorHandlers } from '../../cluster/port.ts';

type Told = Pick<ReflectorHandlers, 'onUpsert' | 'onDelete'>;

/** The objects that were told of, so that each change is told once, whether a watch or a new list brings it. */
export class ObjectView {
  readonly #told: Told;
  readonly #objects = new Map<string, KubernetesObject>();

  constructor(told: Told) {
    this.#told = told;
  }

  upsert(object: KubernetesObject): void {
    const key = keyOf(object);
    const known = this.#objects.get(key);
    if (known !== undefined && isSame(known, object)) return;
    // Deleted and made again under its name while nobody looked.
    if (known !== undefined && known.metadata.uid !== object.metadata.uid) this.#told.onDelete(known);
    this.#objects.set(key, object);
    this.#told.onUpsert(object);
  }

  delete(object: KubernetesObject): void {
    const key = keyOf(object);
    const known = this.#objects.get(key);
    // Gone already, or another object by now.
    if (known === undefined || known.metadata.uid !== object.metadata.uid) return;
    this.#objects.delete(key);
    this.#told.onDelete(object);
  }

  /** Becomes what a new list holds: what is missing was deleted, what is unchanged is not told again. */
  replace(objects: readonly KubernetesObject[]): void {
    const present = new Set(objects.map(keyOf));
    for (const [key, known] of [...this.#objects]) if (!present.has(key)) this.delete(known);
    for (const object of objects) this.upsert(object);
  }
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

function isSame({ metadata: known }: KubernetesObject, { metadata }: KubernetesObject): boolean {
  return known.uid === metadata.uid && known.resourceVersion === metadata.resourceVersion;
}
