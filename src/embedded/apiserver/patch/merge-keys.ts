import { isFields } from '../../managed-fields/leaf-paths.ts';

/** Lists of the built-in kinds whose items merge, and the field that tells them apart (`patchMergeKey` in the API's types). */
const mergeKeys: Readonly<Record<string, string>> = {
  addresses: 'type',
  conditions: 'type',
  containers: 'name',
  env: 'name',
  ephemeralContainers: 'name',
  hostAliases: 'ip',
  imagePullSecrets: 'name',
  initContainers: 'name',
  ownerReferences: 'uid',
  topologySpreadConstraints: 'topologyKey',
  volumeDevices: 'devicePath',
  volumeMounts: 'mountPath',
  volumes: 'name',
};

/** Lists of plain values that are sets. */
const primitiveSets: ReadonlySet<string> = new Set(['finalizers']);

/** Undefined for a list that is replaced as a whole. `items` tell a container's ports from a service's. */
export function mergeKeyOf(listName: string, items: readonly unknown[]): string | undefined {
  if (listName !== 'ports') return mergeKeys[listName];
  return items.some((item) => isFields(item) && item.containerPort !== undefined) ? 'containerPort' : 'port';
}

export function mergesPrimitives(listName: string): boolean {
  return primitiveSets.has(listName);
}
