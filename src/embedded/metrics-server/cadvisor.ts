import type { EpochMs } from '../../autoscaling/units.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { ContainerObserver } from '../kubelet/kubelet.ts';
import type { ContainerProcess, Random, RunningContainer } from '../world.ts';

const housekeepingMs = 10_000;
/** cAdvisor looks less often at a container whose counters stand still. */
const longestHousekeepingMs = 15_000;

/** What cAdvisor saw of a container when it last looked. */
export interface UsageSample {
  readonly at: EpochMs;
  /** Cumulative since the container's start. */
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
}

interface Watched {
  sample: UsageSample | undefined;
  next: Cancel;
}

/** Samples running containers in the rhythm of the kubelet's cAdvisor; a scrape only ever sees the last sample. */
export class Cadvisor implements ContainerObserver {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #watched = new Map<ContainerProcess, Watched>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  lastSample(process: ContainerProcess): UsageSample | undefined {
    return this.#watched.get(process)?.sample;
  }

  started({ process }: RunningContainer): void {
    const firstMs = housekeepingMs * this.#random.next();
    const watched: Watched = { sample: undefined, next: this.#clock.after(firstMs, () => this.#look(process)) };
    this.#watched.set(process, watched);
  }

  stopped({ process }: RunningContainer): void {
    this.#watched.get(process)?.next();
    this.#watched.delete(process);
  }

  #look(process: ContainerProcess): void {
    const watched = this.#watched.get(process);
    if (watched === undefined) return;
    const sample = { at: this.#clock.now(), cpuSeconds: process.cpuSeconds(), memoryBytes: process.memoryBytes() };
    const unchanged =
      watched.sample?.cpuSeconds === sample.cpuSeconds && watched.sample.memoryBytes === sample.memoryBytes;
    watched.sample = sample;
    watched.next = this.#clock.after(unchanged ? longestHousekeepingMs : housekeepingMs, () => this.#look(process));
  }
}
