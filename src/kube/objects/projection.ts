import type { KubernetesObject, ManagedFieldsEntry, ObjectMeta } from '../../autoscaling/objects.ts';
import { type Fields, isFields } from '../config/parse-kubeconfig.ts';

/** The configuration as it was applied last: a copy of the object inside itself. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** Nobody asks who wrote these, and there are many of them. */
const withoutManagers: ReadonlySet<string> = new Set(['Pod', 'ReplicaSet', 'Event', 'Job', 'Node']);

/** What is large or many and nobody looks at. */
const dropped = {
  container: [
    'volumeMounts',
    'securityContext',
    'terminationMessagePath',
    'terminationMessagePolicy',
    'imagePullPolicy',
  ],
  podSpec: [
    'securityContext',
    'serviceAccount',
    'serviceAccountName',
    'imagePullSecrets',
    'dnsPolicy',
    'schedulerName',
    'enableServiceLinks',
    'preemptionPolicy',
  ],
  podStatus: ['hostIPs', 'podIPs'],
  containerStatus: ['imageID', 'containerID', 'volumeMounts', 'user'],
  /** The names of every image on the node: tens of kilobytes, new with each heartbeat. */
  nodeStatus: ['images', 'volumesInUse', 'volumesAttached'],
} as const;

/**
 * An object cut down to what Harmony looks at, so that thousands of them fit in memory. What is watched goes through here; what is
 * journalled to be put back does not.
 */
export function projected(object: KubernetesObject): KubernetesObject {
  const metadata = projectedMeta(object);
  const { spec, status } = object;
  switch (object.kind) {
    case 'Pod':
      return { ...object, metadata, spec: podSpec(spec), ...(isFields(status) && { status: podStatus(status) }) };
    case 'Deployment':
    case 'ReplicaSet':
    case 'Job':
      return { ...object, metadata, spec: withTemplate(spec) };
    case 'Node':
      return { ...object, metadata, ...(isFields(status) && { status: without(status, dropped.nodeStatus) }) };
    default:
      return { ...object, metadata };
  }
}

function projectedMeta({ kind, metadata }: KubernetesObject): ObjectMeta {
  const { managedFields, annotations, ...kept } = metadata;
  const { [lastApplied]: _, ...others } = annotations ?? {};
  return {
    ...kept,
    ...(Object.keys(others).length > 0 && { annotations: others }),
    ...(managedFields !== undefined &&
      !withoutManagers.has(kind) && { managedFields: managedFields.map(writerOfReplicas) }),
  };
}

/** Who wrote when, and of the fields only the one that autoscalers argue about. */
function writerOfReplicas({ fieldsV1, ...entry }: ManagedFieldsEntry): ManagedFieldsEntry {
  const spec = fieldsV1?.['f:spec'];
  const replicas = isFields(spec) ? spec['f:replicas'] : undefined;
  return replicas === undefined ? entry : { ...entry, fieldsV1: { 'f:spec': { 'f:replicas': replicas } } };
}

function withTemplate(spec: unknown): unknown {
  if (!isFields(spec) || !isFields(spec.template)) return spec;
  return { ...spec, template: { ...spec.template, spec: podSpec(spec.template.spec) } };
}

function podSpec(spec: unknown): unknown {
  if (!isFields(spec)) return spec;
  const container = (fields: Fields) => without(fields, dropped.container);
  return {
    ...without(spec, dropped.podSpec),
    ...each(spec, 'containers', container),
    ...each(spec, 'initContainers', container),
    ...localVolumes(spec.volumes),
  };
}

/** Volumes on the node's own disk keep a node from being removed; what is in the others does not matter. */
function localVolumes(volumes: unknown): Fields {
  if (!Array.isArray(volumes)) return {};
  return {
    volumes: volumes.filter(isFields).map(({ name, emptyDir, hostPath }) => ({
      name,
      ...(emptyDir !== undefined && { emptyDir: {} }),
      ...(hostPath !== undefined && { hostPath: {} }),
    })),
  };
}

function podStatus(status: Fields): Fields {
  const container = (fields: Fields) => without(fields, dropped.containerStatus);
  return {
    ...without(status, dropped.podStatus),
    ...each(status, 'containerStatuses', container),
    ...each(status, 'initContainerStatuses', container),
  };
}

function each(fields: Fields, name: string, change: (item: Fields) => Fields): Fields {
  const list = fields[name];
  return Array.isArray(list) ? { [name]: list.filter(isFields).map(change) } : {};
}

function without(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
