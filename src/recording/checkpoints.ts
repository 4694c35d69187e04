import type { EpochMs } from '../autoscaling/units.ts';
import type { Observation } from '../session/observation.ts';
import type { SessionState } from '../session/state.ts';
import { WholeSeries } from './whole-series.ts';

/** The state of a run at a place of its recording, to go on from. */
export interface Checkpoint {
  /** Index of the first member that is not in it. */
  readonly member: number;
  /** The latest moment that is in it. */
  readonly until: EpochMs;
  readonly state: SessionState;
}

/** How much of a recording there is between two checkpoints, in characters of JSON: what a seek has to read at most. */
const spacing = 300_000;

/**
 * States of a run, kept while its recording is read once from start to end. They share what did not change between them; their series are
 * views on one store of all samples, since the rings that a session keeps them in forget.
 */
export class Checkpoints {
  readonly #series = new Map<string, WholeSeries>();
  readonly #kept: Checkpoint[];
  readonly #first: Checkpoint;
  #sinceLast = 0;

  constructor(initial: SessionState) {
    this.#first = { member: 0, until: initial.now, state: initial };
    this.#kept = [this.#first];
  }

  /** Notes what one member has brought; `state` is what came of it, `next` the index of the member after it. */
  add(observations: readonly Observation[], state: SessionState, next: number, characters: number): void {
    for (const observation of observations) {
      if (observation.kind !== 'sample') continue;
      this.#wholeSeries(observation.series).push(observation.at, observation.value ?? Number.NaN);
    }
    this.#sinceLast += characters;
    if (this.#sinceLast < spacing) return;
    this.#sinceLast = 0;
    const series = new Map(
      [...state.series].map(([id, known]) => [id, { ...known, view: this.#wholeSeries(id).view() }] as const),
    );
    this.#kept.push({ member: next, until: state.now, state: { ...state, series } });
  }

  /** The latest one that holds nothing after `at`. */
  before(at: EpochMs): Checkpoint {
    return this.#kept.findLast(({ until }) => until <= at) ?? this.#first;
  }

  #wholeSeries(id: string): WholeSeries {
    const known = this.#series.get(id) ?? new WholeSeries();
    this.#series.set(id, known);
    return known;
  }
}
