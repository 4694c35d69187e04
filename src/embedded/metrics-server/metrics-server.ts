import type { Pod } from '../../autoscaling/objects.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import type { Clock } from '../../cluster/clock.ts';
import type { ContainerProcess, RunningContainer } from '../world.ts';
import type { UsageSample } from './cadvisor.ts';

export const resolutionMs = 15_000;
/** A container this old is served after a single scrape: its start counts as the first point. */
const freshContainerLeastMs = 10_000;

/** Where the server scrapes: the containers that run, and cAdvisor's last sample of each. */
export interface ScrapeTarget {
  running(): readonly RunningContainer[];
  lastSample(process: ContainerProcess): UsageSample | undefined;
}

/** One pod's entry of the resource metrics API. */
export interface PodUsage {
  readonly pod: Pod;
  /** The earliest of its containers. */
  readonly timestamp: EpochMs;
  readonly windowMs: number;
  readonly containers: readonly {
    readonly name: string;
    readonly cpuNanocores: bigint;
    /** Working set. */
    readonly memoryBytes: bigint;
  }[];
}

interface Points {
  readonly run: RunningContainer;
  readonly last: UsageSample;
  /** Undefined until there are two. */
  readonly previous: UsageSample | undefined;
}

/**
 * metrics-server as its manifests configure it: a scrape every 15 s. CPU is the difference of the counters of the last two
 * points, the window is their distance, the timestamp that of the later one.
 */
export class MetricsServer {
  #points = new Map<ContainerProcess, Points>();
  #scrapedAt: EpochMs | undefined;

  constructor(clock: Clock, target: ScrapeTarget) {
    clock.every(resolutionMs, () => {
      this.#scrape(target);
      this.#scrapedAt = clock.now();
    });
  }

  /** When it last asked the nodes; undefined before the first time. */
  get scrapedAt(): EpochMs | undefined {
    return this.#scrapedAt;
  }

  /** Usage of those pods of which every running container has two points. */
  usage(pods: readonly Pod[]): readonly PodUsage[] {
    const byPod = new Map<string, Points[]>();
    for (const points of this.#points.values()) {
      const uid = points.run.pod.metadata.uid ?? '';
      const known = byPod.get(uid);
      if (known === undefined) byPod.set(uid, [points]);
      else known.push(points);
    }
    return pods.flatMap((pod) => {
      const containers = byPod.get(pod.metadata.uid ?? '');
      return (pod.status?.phase === 'Running' && containers && usageOfPod(pod, containers)) || [];
    });
  }

  #scrape(target: ScrapeTarget): void {
    const points = new Map<ContainerProcess, Points>();
    for (const run of target.running()) {
      const sample = target.lastSample(run.process);
      if (sample !== undefined) points.set(run.process, nextPoints(this.#points.get(run.process), run, sample));
    }
    this.#points = points;
  }
}

function nextPoints(known: Points | undefined, run: RunningContainer, sample: UsageSample): Points {
  const ageMs = sample.at - run.startedAt;
  if (ageMs >= freshContainerLeastMs && ageMs < resolutionMs) {
    return { run, last: sample, previous: { ...sample, at: run.startedAt, cpuSeconds: 0 } };
  }
  if (known === undefined) return { run, last: sample, previous: undefined };
  // cAdvisor has not looked again since: the pair stays.
  return sample.at > known.last.at ? { run, last: sample, previous: known.last } : known;
}

function usageOfPod(pod: Pod, points: readonly Points[]): PodUsage | undefined {
  const containers: PodUsage['containers'][number][] = [];
  let oldest: { readonly at: EpochMs; readonly windowMs: number } | undefined;
  for (const { run, last, previous } of points) {
    if (previous === undefined) return undefined;
    const windowMs = last.at - previous.at;
    if (oldest === undefined || last.at < oldest.at) oldest = { at: last.at, windowMs };
    const cores = (last.cpuSeconds - previous.cpuSeconds) / (windowMs / 1000);
    containers.push({
      name: run.container.name,
      cpuNanocores: BigInt(Math.round(cores * 1e9)),
      memoryBytes: BigInt(Math.round(last.memoryBytes)),
    });
  }
  return oldest && { pod, timestamp: oldest.at, windowMs: oldest.windowMs, containers };
}
