import type { Container, KubernetesObject } from '../../autoscaling/objects.ts';
import { resources } from '../../cluster/resources.ts';
import type { LoadPlace } from '../workload/load-tool.ts';
import type { ObjectStore } from '../world.ts';

interface ConfigMap extends KubernetesObject {
  readonly data?: Readonly<Record<string, string>>;
}

/** What of a pod says which ConfigMap a path comes from. */
interface Mounted {
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string; readonly subPath?: string }[];
}

interface Volume {
  readonly name: string;
  readonly configMap?: {
    readonly name: string;
    readonly items?: readonly { readonly key: string; readonly path: string }[];
  };
}

/** The text of a file that a container sees through a ConfigMap volume; undefined when no ConfigMap holds it. */
export function mountedFile(store: ObjectStore, { pod, container, job }: LoadPlace, path: string): string | undefined {
  const { volumeMounts = [] }: Container & Mounted = container;
  const volumes: readonly Volume[] = pod.spec.volumes ?? [];
  for (const { name, mountPath, subPath } of volumeMounts) {
    const configMap = volumes.find((volume) => volume.name === name)?.configMap;
    const within = pathWithin(path, mountPath, subPath);
    if (!configMap || within === undefined) continue;
    const { data = {} } = store.get<ConfigMap>(resources.configMaps, job.namespace, configMap.name) ?? {};
    const key = configMap.items ? configMap.items.find((item) => item.path === within)?.key : within;
    const text = key === undefined ? undefined : data[key];
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The path below the mount. A relative path is below whatever the working directory is, so its last part decides. */
function pathWithin(path: string, mountPath: string, subPath: string | undefined): string | undefined {
  if (subPath !== undefined) return path === mountPath || mountPath.endsWith(`/${path}`) ? subPath : undefined;
  const folder = mountPath.endsWith('/') ? mountPath : `${mountPath}/`;
  if (path.startsWith(folder)) return path.slice(folder.length);
  return path.startsWith('/') ? undefined : path.split('/').at(-1);
}
