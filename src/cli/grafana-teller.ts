import type { Scenario } from '../scenario/model.ts';
import type { Observation } from '../session/observation.ts';
import { type GrafanaAnnotation, GrafanaRefusal, postAnnotation } from './grafana.ts';
import { AnnotationFinder } from './grafana-annotations.ts';
import type { GrafanaChoice } from './grafana-options.ts';

/** What waits for a Grafana that does not answer; beyond that the oldest are given up. */
const mostWaiting = 200;

/** How long the end of a run may wait for Grafana. */
const farewellMs = 2000;

export interface GrafanaTellerOptions {
  readonly grafana: GrafanaChoice;
  readonly scenario: Scenario;
  /** Says something in passing. */
  readonly tell: (text: string) => void;
}

/**
 * Tells Grafana what happens in a run, one annotation after the other. It never fails towards the run: what goes wrong is said, once until
 * it works again. What could not be sent is sent with the next annotation, at the time it is about.
 */
export class GrafanaTeller {
  readonly #options: GrafanaTellerOptions;
  readonly #finder: AnnotationFinder;
  readonly #ended = new AbortController();
  #waiting: readonly GrafanaAnnotation[] = [];
  #sending: Promise<void> | undefined;
  #said: string | undefined;

  constructor(options: GrafanaTellerOptions) {
    this.#options = options;
    this.#finder = new AnnotationFinder(options.scenario);
  }

  /** For `SessionOptions.observe`. */
  readonly observe = (observation: Observation): void => {
    const annotation = this.#finder.next(observation);
    if (!annotation) return;
    this.#waiting = [...this.#waiting, annotation].slice(-mostWaiting);
    this.#send();
  };

  /** Sends what waits, as far as that is quickly done. */
  async close(): Promise<void> {
    const limit = AbortSignal.timeout(farewellMs);
    limit.addEventListener('abort', () => this.#ended.abort(limit.reason));
    await this.#sending;
    if (this.#waiting.length === 0 || limit.aborted) return;
    this.#send();
    await this.#sending;
  }

  #send(): void {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
  }

  async #sendAll(): Promise<void> {
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      const annotation = first;
      try {
        await postAnnotation(this.#options.grafana, annotation, this.#ended.signal);
        this.#said = undefined;
      } catch (error) {
        this.#say(error instanceof Error ? error.message : String(error));
        // It may do later; what was refused would be refused again.
        if (!(error instanceof GrafanaRefusal)) return;
      }
      this.#waiting = this.#waiting.filter((each) => each !== annotation);
    }
  }

  #say(problem: string): void {
    if (this.#said === problem) return;
    this.#said = problem;
    this.#options.tell(`Grafana was not told: ${problem}`);
  }
}
