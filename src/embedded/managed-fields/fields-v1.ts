import { type FieldPath, isFields, pathSeparator } from './leaf-paths.ts';

type FieldsV1 = Readonly<Record<string, unknown>>;
type Tree = Map<string, Tree>;

/** A set of paths as the nested object `managedFields` has it. */
export function encodeFields(paths: Iterable<FieldPath>): FieldsV1 {
  const root: Tree = new Map();
  for (const path of paths) {
    let tree = root;
    for (const element of path.split(pathSeparator)) {
      let next = tree.get(element);
      if (next === undefined) {
        next = new Map();
        tree.set(element, next);
      }
      tree = next;
    }
  }
  return encodeTree(root);
}

/** The paths of the leaves of a `fieldsV1` object. */
export function decodeFields(fields: FieldsV1 | undefined): Set<FieldPath> {
  const paths = new Set<FieldPath>();
  for (const [element, inner] of Object.entries(fields ?? {})) decodeInto(element, inner, paths);
  return paths;
}

/** `.spec.replicas`, `.spec.template.spec.containers[name="c"].image`: how error texts spell a path. */
export function readablePath(path: FieldPath): string {
  return path
    .split(pathSeparator)
    .map((element) => (element.startsWith('k:') ? readableKey(element.slice(2)) : `.${element.slice(2)}`))
    .join('');
}

function encodeTree(tree: Tree): FieldsV1 {
  return Object.fromEntries([...tree].map(([element, inner]) => [element, encodeTree(inner)]));
}

function decodeInto(path: string, inner: unknown, paths: Set<FieldPath>): void {
  // '.' says that the item itself is owned, besides its fields.
  const children = isFields(inner) ? Object.entries(inner).filter(([element]) => element !== '.') : [];
  if (children.length === 0) paths.add(path);
  for (const [element, child] of children) decodeInto(`${path}${pathSeparator}${element}`, child, paths);
}

function readableKey(json: string): string {
  const key: unknown = JSON.parse(json);
  const fields = isFields(key) ? Object.entries(key) : [];
  return `[${fields.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}]`;
}
