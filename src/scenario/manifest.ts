import { z } from 'zod';
import type { KubernetesObject } from '../autoscaling/objects.ts';
import { check, valueAt } from './check.ts';
import type { Problem } from './problem.ts';
import { objectName } from './schema/names.ts';
import { type Path, parseYaml, problemAt, type YamlSource } from './yaml-source.ts';

/** An object of a manifest, and where it stands. */
export interface LocatedObject {
  readonly object: KubernetesObject;
  readonly source: YamlSource;
  readonly path: Path;
}

/** Where objects may live: in the target's namespace, which they get when they name none, or, for those of the cluster around it, anywhere. */
export interface ManifestRules {
  readonly namespace: string;
  readonly otherNamespaces: boolean;
}

const texts = z.record(z.string(), z.string());

/** What the API server asks of every object; the rest of it is its kind's business. */
const anyObject = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({
    name: objectName,
    namespace: z.exactOptional(z.string().min(1)),
    labels: z.exactOptional(texts),
    annotations: z.exactOptional(texts),
  }),
});

/** Kinds that live in no namespace. */
const clusterScoped = new Set([
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
  'ValidatingWebhookConfiguration',
]);

/**
 * Reads a manifest as `kubectl apply -f` does: several documents, empty ones skipped, `List` objects taken apart, objects without a
 * namespace put into the target's.
 */
export function parseManifest(
  file: string,
  text: string,
  rules: ManifestRules,
): { readonly objects: readonly LocatedObject[]; readonly problems: readonly Problem[] } {
  const { documents, problems: syntax } = parseYaml(file, text, { asKubectl: true });
  const problems = [...syntax];
  const objects: LocatedObject[] = [];
  for (const source of documents) {
    for (const path of objectPaths(source)) {
      const read = readObject(source, path, rules);
      if (read.ok) objects.push({ object: read.value, source, path });
      else problems.push(...read.problems);
    }
  }
  if (objects.length === 0 && problems.length === 0) {
    problems.push({
      file,
      line: 1,
      column: 1,
      message: 'there is no object in this file',
      tryThis: 'add one, or remove the file',
    });
  }
  return { objects, problems };
}

function objectPaths(source: YamlSource): readonly Path[] {
  const items = valueAt(source.value, ['items']);
  return valueAt(source.value, ['kind']) === 'List' && Array.isArray(items)
    ? items.map((_, index) => ['items', index])
    : [[]];
}

function readObject(
  source: YamlSource,
  path: Path,
  rules: ManifestRules,
):
  | { readonly ok: true; readonly value: KubernetesObject }
  | { readonly ok: false; readonly problems: readonly Problem[] } {
  const checked = check(source, anyObject, path);
  if (!checked.ok) return checked;
  const object = checked.value;
  if (clusterScoped.has(object.kind)) return { ok: true, value: object };
  const namespace = object.metadata.namespace ?? rules.namespace;
  if (namespace !== rules.namespace && !rules.otherNamespaces) {
    const message = `${object.kind} "${object.metadata.name}" is for namespace "${namespace}", not the target's`;
    const tryThis = `write "${rules.namespace}", or leave the namespace out`;
    return { ok: false, problems: [problemAt(source, [...path, 'metadata', 'namespace'], message, tryThis)] };
  }
  return { ok: true, value: { ...object, metadata: { ...object.metadata, namespace } } };
}
