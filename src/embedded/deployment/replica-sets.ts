import type { Deployment, ReplicaSet } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { controlledBy, controllerReference } from '../controller/ownership.ts';
import type { World } from '../world.ts';
import { desiredOf, marginsOf, sizeOf } from './availability.ts';
import { maxReplicasAnnotation } from './proportional-scaling.ts';
import {
  desiredReplicasAnnotation,
  inheritedAnnotations,
  revisionAnnotation,
  withRevision,
} from './replica-set-annotations.ts';
import { sameTemplate, templateHash, templateHashLabel } from './template-hash.ts';

const component = 'deployment-controller';

/** The ReplicaSets of one Deployment and what its controller does to them. */
export class DeploymentReplicaSets {
  readonly #world: World;
  readonly #deployment: Deployment;

  constructor(world: World, deployment: Deployment) {
    this.#world = world;
    this.#deployment = deployment;
  }

  /** Oldest first. */
  all(): readonly ReplicaSet[] {
    return controlledBy<ReplicaSet>(this.#world.store, resources.replicaSets, this.#deployment);
  }

  /** The one that has the present template, once there is one. */
  current(): ReplicaSet | undefined {
    const { template } = this.#deployment.spec;
    const hash = templateHash(template);
    const all = this.all();
    return (
      all.find(({ metadata }) => metadata.labels?.[templateHashLabel] === hash) ??
      all.find(({ spec }) => sameTemplate(spec.template, template))
    );
  }

  /** Those of earlier templates, oldest first. */
  old(): readonly ReplicaSet[] {
    const uid = this.current()?.metadata.uid;
    return this.all().filter(({ metadata }) => metadata.uid !== uid);
  }

  create(size: number): ReplicaSet {
    const { metadata, spec } = this.#deployment;
    const hash = templateHash(spec.template);
    const labels = { ...spec.template.metadata?.labels, [templateHashLabel]: hash };
    const created = this.#world.store.create<ReplicaSet>({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${metadata.name}-${hash}`,
        ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
        labels,
        annotations: {
          ...inheritedAnnotations(this.#deployment),
          ...this.#sizeAnnotations(),
          [revisionAnnotation]: String(this.#latestRevision() + 1),
        },
        ownerReferences: [controllerReference(this.#deployment)],
      },
      spec: {
        replicas: size,
        ...(spec.minReadySeconds === undefined ? {} : { minReadySeconds: spec.minReadySeconds }),
        selector: {
          ...spec.selector,
          matchLabels: { ...spec.selector.matchLabels, [templateHashLabel]: hash },
        },
        template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
      },
    });
    if (size > 0) this.#recordScaling(created, 0, size);
    return created;
  }

  /** Changes a size, and notes the Deployment's own count beside it. True when the size changed. */
  resize(replicaSet: ReplicaSet, size: number): boolean {
    const before = sizeOf(replicaSet);
    this.#world.store.update<ReplicaSet>({
      ...replicaSet,
      metadata: {
        ...replicaSet.metadata,
        annotations: { ...replicaSet.metadata.annotations, ...this.#sizeAnnotations() },
      },
      spec: { ...replicaSet.spec, replicas: size },
    });
    if (before !== size) this.#recordScaling(replicaSet, before, size);
    return before !== size;
  }

  /** The ReplicaSet of the present template is the newest revision, and has what the Deployment says of it now. */
  markCurrent(replicaSet: ReplicaSet): void {
    const { metadata, spec } = replicaSet;
    const latest = this.#latestRevision();
    const annotations = { ...metadata.annotations, ...inheritedAnnotations(this.#deployment) };
    const { minReadySeconds: before = 0, ...others } = spec;
    const { minReadySeconds = before } = this.#deployment.spec;
    this.#world.store.update<ReplicaSet>({
      ...replicaSet,
      metadata: {
        ...metadata,
        annotations: revisionOf(replicaSet) === latest ? annotations : withRevision(annotations, latest + 1),
      },
      spec: { ...others, ...(minReadySeconds === 0 ? {} : { minReadySeconds }) },
    });
  }

  /** Removes empty ReplicaSets beyond the revision history, oldest revision first. */
  removeOutdated(): void {
    const limit = this.#deployment.spec.revisionHistoryLimit ?? 10;
    const empty = this.old().filter((old) => sizeOf(old) === 0 && (old.status?.replicas ?? 0) === 0);
    const surplus = this.old().length - limit;
    const byRevision = empty.toSorted((a, b) => revisionOf(a) - revisionOf(b));
    for (const { metadata } of byRevision.slice(0, Math.max(0, surplus))) {
      this.#world.store.remove(resources.replicaSets, metadata.namespace, metadata.name);
    }
  }

  /** Whether the Deployment was scaled since its active ReplicaSets were last sized. */
  wasScaled(): boolean {
    return this.all().some((replicaSet) => {
      const noted = notedDesired(replicaSet);
      return sizeOf(replicaSet) > 0 && noted !== undefined && noted !== desiredOf(this.#deployment);
    });
  }

  #latestRevision(): number {
    return Math.max(0, ...this.all().map(revisionOf));
  }

  #sizeAnnotations(): Readonly<Record<string, string>> {
    const desired = desiredOf(this.#deployment);
    return {
      [desiredReplicasAnnotation]: String(desired),
      [maxReplicasAnnotation]: String(desired + marginsOf(this.#deployment).surge),
    };
  }

  #recordScaling({ metadata }: ReplicaSet, from: number, to: number): void {
    const message = `Scaled ${to > from ? 'up' : 'down'} replica set ${metadata.name} from ${from} to ${to}`;
    this.#world.events.record(this.#deployment, 'Normal', 'ScalingReplicaSet', message, component);
  }
}

/** The Deployment's count when this ReplicaSet was last sized. */
export function notedDesired({ metadata }: ReplicaSet): number | undefined {
  const noted = metadata.annotations?.[desiredReplicasAnnotation];
  return noted === undefined ? undefined : Number(noted);
}

export function revisionOf({ metadata }: ReplicaSet): number {
  return Number(metadata.annotations?.[revisionAnnotation] ?? 0);
}
