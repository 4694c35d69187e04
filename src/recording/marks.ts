import { type EpochMs, epochMs } from '../autoscaling/units.ts';
import type { Observation } from '../session/observation.ts';
import type { Session } from '../session/session.ts';
import type { SessionState } from '../session/state.ts';

/** A moment of a run that one may want to go to. */
export interface Mark {
  readonly at: EpochMs;
  readonly label: string;
}

type Scenario = Session['scenario'];

/** The marks that observations make, in their order: acts, cues and modes. */
export class MarkFinder {
  readonly #scenario: Scenario;
  #act = -1;
  #cue = -1;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** The mark of the observation that comes next; undefined for most. */
  next(observation: Observation): Mark | undefined {
    const label = this.#label(observation);
    return label === undefined ? undefined : { at: epochMs(observation.at), label };
  }

  #label(observation: Observation): string | undefined {
    if (observation.kind === 'modeChanged') {
      if (observation.phase !== 'applying') return undefined;
      return `mode ${this.#scenario.modes.find(({ id }) => id === observation.mode)?.title ?? observation.mode}`;
    }
    if (observation.kind !== 'director') return undefined;
    const { act, cue } = observation.position;
    const isNewAct = act !== this.#act;
    const isNew = isNewAct || cue !== this.#cue;
    this.#act = act;
    this.#cue = cue;
    const played = this.#scenario.acts[act];
    if (!isNew || !played) return undefined;
    return cue < 0 || isNewAct ? `act ${act + 1}: ${played.title}` : `act ${act + 1}, cue ${cue + 1}`;
  }
}

/** Every change of a workload's replicas in a run that is over. */
export function rescaleMarks({ replicaPaths }: SessionState): readonly Mark[] {
  return [...replicaPaths].flatMap(([workload, path]) =>
    path.slice(1).map(({ at, replicas, by, autoscaler }, index) => ({
      at,
      label: `${workload} ${path[index]?.replicas} → ${replicas}${by === undefined ? '' : `, by ${autoscaler ?? by}`}`,
    })),
  );
}
