import type { KubernetesObject } from '../../autoscaling/objects.ts';

/** Objects of one type by namespace and name, each namespace in creation order. Cluster-scoped objects have the namespace ''. */
export class ObjectTable {
  readonly #namespaces = new Map<string, Map<string, KubernetesObject>>();

  get(namespace: string | undefined, name: string): KubernetesObject | undefined {
    return this.#namespaces.get(namespace ?? '')?.get(name);
  }

  /** All namespaces, in the order they were first used, when none is given. */
  list(namespace: string | undefined): KubernetesObject[] {
    if (namespace !== undefined) return [...(this.#namespaces.get(namespace)?.values() ?? [])];
    return [...this.#namespaces.values()].flatMap((objects) => [...objects.values()]);
  }

  put(object: KubernetesObject): void {
    const namespace = object.metadata.namespace ?? '';
    let objects = this.#namespaces.get(namespace);
    if (objects === undefined) {
      objects = new Map();
      this.#namespaces.set(namespace, objects);
    }
    objects.set(object.metadata.name, object);
  }

  remove(object: KubernetesObject): void {
    this.#namespaces.get(object.metadata.namespace ?? '')?.delete(object.metadata.name);
  }
}
