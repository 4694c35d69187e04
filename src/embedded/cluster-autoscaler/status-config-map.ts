import { stringify } from 'yaml';
import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import { resources } from '../../cluster/resources.ts';
import type { World } from '../world.ts';
import type { AutoscalerStatus } from './status-document.ts';
import { goTime } from './status-time.ts';

/** Where the autoscaler tells how it is. */
export const statusConfigMap = { namespace: 'kube-system', name: 'cluster-autoscaler-status' } as const;

const lastUpdated = 'cluster-autoscaler.kubernetes.io/last-updated';
/** A status that only tells a later time is written this often: each loop would keep every watch busy with nothing. */
const refreshMs = 60_000;

interface ConfigMap extends KubernetesObject {
  readonly data?: Readonly<Record<string, string>>;
}

/** Keeps the status ConfigMap: its `status` is YAML, as the autoscaler has written it since 1.30. */
export class StatusConfigMap {
  readonly #world: World;
  #written: { readonly at: EpochMs; readonly facts: string } | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  /** Before the first loop there is no more to tell than that one will come. */
  initialize(): void {
    this.#put({ time: goTime(this.#world.clock.now()), autoscalerStatus: 'Initializing' });
  }

  write(status: AutoscalerStatus): void {
    const now = this.#world.clock.now();
    const facts = JSON.stringify(status, (key, value: unknown) =>
      key === 'time' || key === 'lastProbeTime' ? undefined : value,
    );
    const isStale = this.#written === undefined || this.#written.at + refreshMs <= now;
    if (!isStale && this.#written?.facts === facts) return;
    this.#written = { at: now, facts };
    this.#put(status);
  }

  #put(status: object): void {
    const { store, clock } = this.#world;
    const stored = store.get<ConfigMap>(resources.configMaps, statusConfigMap.namespace, statusConfigMap.name);
    const next: ConfigMap = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        ...(stored?.metadata ?? statusConfigMap),
        annotations: { ...stored?.metadata.annotations, [lastUpdated]: goTime(clock.now()) },
      },
      data: { ...stored?.data, status: stringify(status, { indentSeq: false, version: '1.1' }) },
    };
    if (stored) store.update(next);
    else store.create(next);
  }
}
