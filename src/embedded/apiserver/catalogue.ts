import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { ResourceType } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import { groupAndVersion } from '../store/refusals.ts';
import { hpaFromV1, hpaToV1 } from './versions/hpa-v1.ts';

/** A resource type as clients discover it. */
export interface ServedResource {
  readonly type: ResourceType;
  readonly singular: string;
  readonly shortNames: readonly string[];
  /** `all` is what `kubectl get all` asks for. */
  readonly categories: readonly string[];
  readonly subresources: readonly ('status' | 'scale' | 'log' | 'proxy' | 'eviction' | 'finalize')[];
  /** What the cluster consists of cannot be changed by its clients. */
  readonly isReadOnly: boolean;
  /** Only for a version that is not the one stored. */
  readonly conversion?: VersionConversion;
}

/** How objects of a stored version are served in another one. */
export interface VersionConversion {
  readonly stored: ResourceType;
  readonly apiVersion: string;
  readonly toStored: (object: KubernetesObject) => KubernetesObject;
  readonly fromStored: (object: KubernetesObject) => KubernetesObject;
}

interface Traits {
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly subresources: ServedResource['subresources'];
  readonly isReadOnly?: boolean;
}

const all = ['all'];
const extensions = ['api-extensions'];
const readOnly = { subresources: [], isReadOnly: true };

const traits: Readonly<Record<keyof typeof resources, Traits>> = {
  namespaces: { shortNames: ['ns'], subresources: ['finalize', 'status'] },
  nodes: { shortNames: ['no'], subresources: ['status'] },
  pods: { shortNames: ['po'], categories: all, subresources: ['status', 'log', 'eviction'] },
  services: { shortNames: ['svc'], categories: all, subresources: ['status', 'proxy'] },
  configMaps: { shortNames: ['cm'], subresources: [] },
  secrets: { subresources: [] },
  events: { shortNames: ['ev'], subresources: [] },
  deployments: { shortNames: ['deploy'], categories: all, subresources: ['status', 'scale'] },
  replicaSets: { shortNames: ['rs'], categories: all, subresources: ['status', 'scale'] },
  podDisruptionBudgets: { shortNames: ['pdb'], subresources: ['status'] },
  leases: { subresources: [] },
  jobs: { categories: all, subresources: ['status'] },
  horizontalPodAutoscalers: { shortNames: ['hpa'], categories: all, subresources: ['status'] },
  scaledObjects: { shortNames: ['so'], subresources: ['status'] },
  verticalPodAutoscalers: { shortNames: ['vpa'], subresources: ['status'] },
  verticalPodAutoscalerCheckpoints: { shortNames: ['vpacheckpoint'], subresources: [] },
  customResourceDefinitions: { shortNames: ['crd', 'crds'], categories: extensions, ...readOnly },
  apiServices: { categories: extensions, ...readOnly },
};

const stored: readonly ServedResource[] = Object.entries(resources).map(([key, type]) => {
  const { shortNames = [], categories = [], subresources, isReadOnly = false } = traits[key as keyof typeof resources];
  return { type, singular: type.kind.toLowerCase(), shortNames, categories, subresources, isReadOnly };
});

/** `autoscaling/v1`, which `kubectl autoscale` writes: the same objects once more. */
const hpaV1: ServedResource = {
  type: { ...resources.horizontalPodAutoscalers, apiVersion: 'autoscaling/v1' },
  singular: 'horizontalpodautoscaler',
  shortNames: ['hpa'],
  categories: all,
  subresources: [],
  isReadOnly: false,
  conversion: {
    stored: resources.horizontalPodAutoscalers,
    apiVersion: 'autoscaling/v1',
    toStored: hpaFromV1,
    fromStored: hpaToV1,
  },
};

/** Everything that is served as objects, of each group the preferred version first. */
export const catalogue: readonly ServedResource[] = [...stored, hpaV1];

/** The group's preference among kinds of one group is the order clients print them in. */
export const apiVersions: readonly string[] = [...new Set(catalogue.map(({ type }) => type.apiVersion))];

/** Undefined for what is not served. */
export function servedAt(apiVersion: string, plural: string): ServedResource | undefined {
  return catalogue.find(({ type }) => type.apiVersion === apiVersion && type.plural === plural);
}

export function groupOf(type: ResourceType): string {
  return groupAndVersion(type.apiVersion)[0];
}
