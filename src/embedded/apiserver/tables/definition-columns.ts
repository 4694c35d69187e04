import type { Condition, KubernetesObject } from '../../../autoscaling/objects.ts';
import { ageColumn, type Column, nameColumn, text } from './column.ts';

export interface ApiService extends KubernetesObject {
  readonly spec?: { readonly service?: { readonly namespace: string; readonly name: string } };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

export const definitionColumns: readonly Column<KubernetesObject>[] = [
  nameColumn,
  text('Created At', ({ metadata }) => metadata.creationTimestamp ?? null),
];

export const apiServiceColumns: readonly Column<ApiService>[] = [
  nameColumn,
  text('Service', ({ spec }) => (spec?.service ? `${spec.service.namespace}/${spec.service.name}` : 'Local')),
  text('Available', ({ status }) => {
    const available = status?.conditions?.find(({ type }) => type === 'Available');
    if (available === undefined) return 'Unknown';
    return available.status === 'True' ? 'True' : `${available.status} (${available.reason ?? ''})`;
  }),
  ageColumn,
];
