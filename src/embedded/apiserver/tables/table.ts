import type { KubernetesObject } from '../../../autoscaling/objects.ts';
import type { EpochMs } from '../../../autoscaling/units.ts';
import {
  configMapColumns,
  eventColumns,
  namespaceColumns,
  scaledObjectColumns,
  secretColumns,
  serviceColumns,
  vpaColumns,
} from './cluster-columns.ts';
import { ageColumn, type Column, nameColumn } from './column.ts';
import { apiServiceColumns, definitionColumns } from './definition-columns.ts';
import { disruptionBudgetColumns } from './disruption-budget-columns.ts';
import { nodeColumns } from './node-columns.ts';
import { deploymentColumns, hpaColumns, jobColumns, podColumns, replicaSetColumns } from './workload-columns.ts';

/** How much of each object goes with its row. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

/** What is said of the list as a whole. */
export interface ListMeta {
  readonly resourceVersion?: string;
  readonly continue?: string;
  readonly remainingItemCount?: number;
  /** Of a bookmark. */
  readonly annotations?: Readonly<Record<string, string>>;
}

type Columns = readonly Column<KubernetesObject>[];

/** Columns of a kind read objects of that kind: a table is only ever made of one type. */
const of = <T extends KubernetesObject>(columns: readonly Column<T>[]): Columns => columns as unknown as Columns;

const columnsByKind: Readonly<Record<string, Columns>> = {
  Namespace: of(namespaceColumns),
  Node: of(nodeColumns),
  Pod: of(podColumns),
  Service: of(serviceColumns),
  ConfigMap: of(configMapColumns),
  Secret: of(secretColumns),
  Event: of(eventColumns),
  Deployment: of(deploymentColumns),
  ReplicaSet: of(replicaSetColumns),
  Job: of(jobColumns),
  PodDisruptionBudget: of(disruptionBudgetColumns),
  HorizontalPodAutoscaler: of(hpaColumns),
  ScaledObject: of(scaledObjectColumns),
  VerticalPodAutoscaler: of(vpaColumns),
  CustomResourceDefinition: definitionColumns,
  APIService: of(apiServiceColumns),
};

/** A `meta.k8s.io/v1` Table with kubectl's columns. `withHeader` is off for all but the first event of a watch. */
export function tableOf(
  kind: string,
  objects: readonly KubernetesObject[],
  {
    metadata,
    include,
    now,
    withHeader = true,
  }: { metadata: ListMeta; include: IncludeObject; now: EpochMs; withHeader?: boolean },
): unknown {
  const columns = columnsByKind[kind] ?? [nameColumn, ageColumn];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: withHeader ? columns.map(definition) : [],
    rows: objects.map((object) => ({
      cells: columns.map(({ cell }) => cell(object, now)),
      ...(include === 'None' ? {} : { object: include === 'Object' ? object : partial(object) }),
    })),
  };
}

function definition({ name, type, priority }: Column<KubernetesObject>): unknown {
  return { name, type, format: name === 'Name' ? 'name' : '', description: '', priority };
}

function partial({ metadata }: KubernetesObject): unknown {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
}
