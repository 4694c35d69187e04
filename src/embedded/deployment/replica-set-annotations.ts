import type { Deployment } from '../../cluster/objects.ts';

export type Annotations = Readonly<Record<string, string>>;

const prefix = 'deployment.kubernetes.io';
export const desiredReplicasAnnotation = `${prefix}/desired-replicas`;
export const revisionAnnotation = `${prefix}/revision`;
/** Earlier revisions of a ReplicaSet whose template was rolled back to, oldest first. */
const revisionHistoryAnnotation = `${prefix}/revision-history`;

/** What a ReplicaSet does not take over from its Deployment (deployment_util.go, annotationsToSkip). */
const ownAnnotations = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deprecated.deployment.rollback.to',
  revisionAnnotation,
  revisionHistoryAnnotation,
  desiredReplicasAnnotation,
  `${prefix}/max-replicas`,
]);

/** The change cause and whatever else a ReplicaSet takes over. */
export function inheritedAnnotations({ metadata }: Deployment): Annotations {
  return Object.fromEntries(Object.entries(metadata.annotations ?? {}).filter(([name]) => !ownAnnotations.has(name)));
}

/** A ReplicaSet becomes the newest revision; the one it was before goes on record. */
export function withRevision(annotations: Annotations, revision: number): Annotations {
  const before = annotations[revisionAnnotation];
  if (before === String(revision)) return annotations;
  const history = [annotations[revisionHistoryAnnotation], before].filter((entry) => entry !== undefined).join(',');
  return {
    ...annotations,
    [revisionAnnotation]: String(revision),
    ...(history === '' ? {} : { [revisionHistoryAnnotation]: history }),
  };
}
