import type { Scenario } from '../scenario/model.ts';
import type { LoadProgress, Observation } from '../session/observation.ts';
import type { GrafanaAnnotation } from './grafana.ts';

type Kind = 'mode' | 'load' | 'act';

/** What of a run is worth an annotation: modes that are entered, loads that start and end, and acts. Told the observations in their order. */
export class AnnotationFinder {
  readonly #scenario: Scenario;
  readonly #loads = new Map<string, Pick<LoadProgress, 'startedAt' | 'state'>>();
  #act = -1;
  #isOver = false;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** The annotation of the observation that comes next; undefined for most. */
  next(observation: Observation): GrafanaAnnotation | undefined {
    switch (observation.kind) {
      case 'modeChanged':
        if (observation.phase === 'applied') return undefined;
        return this.#annotation(observation, 'mode', this.#modeText(observation));
      case 'loadChanged':
        return this.#loadChanged(observation);
      case 'director':
        return this.#directorMoved(observation);
      default:
        return undefined;
    }
  }

  #modeText({ mode, phase }: Extract<Observation, { kind: 'modeChanged' }>): string {
    const title = titleOf(this.#scenario.modes, mode);
    return phase === 'failed' ? `mode ${title} could not be entered` : `mode ${title}`;
  }

  /** A load tells of itself many times; only its beginning and its end are news. */
  #loadChanged(observation: Extract<Observation, { kind: 'loadChanged' }>): GrafanaAnnotation | undefined {
    const { load } = observation;
    const known = this.#loads.get(load.id);
    this.#loads.set(load.id, load);
    const isNew = known?.startedAt !== load.startedAt;
    const isOver = load.state === 'complete' || load.state === 'failed';
    if (!isNew && (!isOver || load.state === known.state)) return undefined;
    const what = isOver ? load.state : 'started';
    return this.#annotation(observation, 'load', `load ${titleOf(this.#scenario.loads, load.id)} ${what}`);
  }

  #directorMoved(observation: Extract<Observation, { kind: 'director' }>): GrafanaAnnotation | undefined {
    const { act, talkEndedAt } = observation.position;
    const isNewAct = act !== this.#act;
    const ends = talkEndedAt !== undefined && !this.#isOver;
    this.#act = act;
    this.#isOver = talkEndedAt !== undefined;
    if (ends) return this.#annotation(observation, 'act', 'talk over');
    const played = this.#scenario.acts[act];
    return isNewAct && played ? this.#annotation(observation, 'act', `act ${act + 1}: ${played.title}`) : undefined;
  }

  #annotation({ at }: Observation, kind: Kind, text: string): GrafanaAnnotation {
    return { time: Math.round(at), tags: ['harmony', this.#scenario.name, kind], text };
  }
}

function titleOf(all: readonly { readonly id: string; readonly title: string }[], id: string): string {
  return all.find((each) => each.id === id)?.title ?? id;
}
