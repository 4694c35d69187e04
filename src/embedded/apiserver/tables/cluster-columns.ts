import type { KubernetesObject, ScaledObject } from '../../../autoscaling/objects.ts';
import type { CoreEvent } from '../../../cluster/objects.ts';
import { ageColumn, type Column, count, nameColumn, orNone, since, text, wide } from './column.ts';

interface WithData extends KubernetesObject {
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

interface ServiceObject extends KubernetesObject {
  readonly spec?: {
    readonly type?: string;
    readonly clusterIP?: string;
    readonly externalIPs?: readonly string[];
    readonly externalName?: string;
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly { readonly port: number; readonly nodePort?: number; readonly protocol?: string }[];
  };
  readonly status?: {
    readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[] };
  };
}

interface PhaseObject extends KubernetesObject {
  readonly status?: { readonly phase?: string };
}

interface VpaObject extends KubernetesObject {
  readonly spec?: { readonly updatePolicy?: { readonly updateMode?: string } };
  readonly status?: {
    readonly recommendation?: {
      readonly containerRecommendations?: readonly { readonly target?: Readonly<Record<string, string>> }[];
    };
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** What reaches a service from outside: a load balancer's address comes late. */
function externalAddress({ spec, status }: ServiceObject): string {
  if (spec?.type === 'ExternalName') return orNone(spec.externalName);
  const ingress = status?.loadBalancer?.ingress?.map(({ ip, hostname }) => ip ?? hostname ?? '') ?? [];
  const all = [...(spec?.type === 'LoadBalancer' ? ingress : []), ...(spec?.externalIPs ?? [])].join(',');
  return spec?.type === 'LoadBalancer' && all === '' ? '<pending>' : orNone(all);
}

export const namespaceColumns: readonly Column<PhaseObject>[] = [
  nameColumn,
  text('Status', ({ status }) => status?.phase ?? ''),
  ageColumn,
];

export const configMapColumns: readonly Column<WithData>[] = [nameColumn, count('Data', entries), ageColumn];

export const secretColumns: readonly Column<WithData>[] = [
  nameColumn,
  text('Type', ({ type = 'Opaque' }) => type),
  count('Data', entries),
  ageColumn,
];

export const serviceColumns: readonly Column<ServiceObject>[] = [
  nameColumn,
  text('Type', ({ spec }) => spec?.type ?? 'ClusterIP'),
  text('Cluster-IP', ({ spec }) => orNone(spec?.clusterIP)),
  text('External-IP', externalAddress),
  text('Port(s)', ({ spec }) =>
    orNone(
      spec?.ports
        ?.map(({ port, nodePort, protocol = 'TCP' }) => `${port}${nodePort ? `:${nodePort}` : ''}/${protocol}`)
        .join(','),
    ),
  ),
  ageColumn,
  wide('Selector', ({ spec }) =>
    orNone(
      Object.entries(spec?.selector ?? {})
        .toSorted()
        .map(([key, value]) => `${key}=${value}`)
        .join(','),
    ),
  ),
];

export const eventColumns: readonly Column<CoreEvent>[] = [
  text('Last Seen', ({ lastTimestamp }, now) => since(lastTimestamp, now)),
  text('Type', ({ type }) => type),
  text('Reason', ({ reason }) => reason),
  text('Object', ({ involvedObject: { kind, name } }) => `${kind.toLowerCase()}/${name}`),
  wide('Subobject', ({ involvedObject }) => involvedObject.fieldPath ?? ''),
  wide('Source', ({ source }) => [source?.component, source?.host].filter(Boolean).join(', ')),
  text('Message', ({ message }) => message.trim()),
  wide('First Seen', ({ firstTimestamp }, now) => since(firstTimestamp, now)),
  wide('Count', ({ count: times = 1 }) => times),
  wide('Name', ({ metadata }) => metadata.name),
];

/** As KEDA's definition of the resource prints them: an absent field is an empty cell. */
export const scaledObjectColumns: readonly Column<ScaledObject>[] = [
  nameColumn,
  text('ScaleTargetKind', ({ status }) => status?.scaleTargetKind ?? null),
  text('ScaleTargetName', ({ spec }) => spec.scaleTargetRef.name),
  count('Min', ({ spec }) => spec.minReplicaCount ?? null),
  count('Max', ({ spec }) => spec.maxReplicaCount ?? null),
  ...(['Ready', 'Active', 'Fallback', 'Paused'] as const).map((condition) =>
    text<ScaledObject>(
      condition,
      ({ status }) => status?.conditions?.find(({ type }) => type === condition)?.status ?? null,
    ),
  ),
  text('Triggers', ({ spec }) => spec.triggers.map(({ type }) => type).join(',')),
  text('Authentications', () => null),
  ageColumn,
];

export const vpaColumns: readonly Column<VpaObject>[] = [
  nameColumn,
  text('Mode', ({ spec }) => spec?.updatePolicy?.updateMode ?? null),
  text('CPU', (vpa) => recommended(vpa, 'cpu')),
  text('Mem', (vpa) => recommended(vpa, 'memory')),
  text(
    'Provided',
    ({ status }) => status?.conditions?.find(({ type }) => type === 'RecommendationProvided')?.status ?? null,
  ),
  ageColumn,
];

function entries({ data = {}, binaryData = {} }: WithData): number {
  return Object.keys(data).length + Object.keys(binaryData).length;
}

function recommended({ status }: VpaObject, resource: string): string | null {
  return status?.recommendation?.containerRecommendations?.[0]?.target?.[resource] ?? null;
}
