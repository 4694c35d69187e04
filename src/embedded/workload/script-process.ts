import type { EpochMs } from '../../autoscaling/units.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { RunningScript } from '../shell/interpreter.ts';
import type { ContainerProcess } from '../world.ts';
import type { LoadPlace, StartLoad } from './load-tool.ts';

/** A shell that waits for its children. */
const shellMemoryBytes = 1024 * 1024;

/** Steps a shell takes in a millisecond, which also keeps a loop without a pause from stopping the clock. */
const stepsPerMillisecond = 20;

/** Runs a shell's script: each command that a tool understands as a program of its own, one after the other; others end at once. */
export class ScriptProcess implements ContainerProcess {
  readonly #clock: Clock;
  readonly #place: LoadPlace;
  readonly #script: RunningScript;
  readonly #recognise: (words: readonly string[], place: LoadPlace) => StartLoad | undefined;
  readonly #past = { cpuSeconds: 0, periods: 0, throttledPeriods: 0, throttledSeconds: 0 };
  #child: ContainerProcess | undefined;
  #timer: Cancel = () => undefined;
  #children = 0;
  #moment = { at: 0 as EpochMs, steps: 0 };
  #ended = false;

  constructor(
    clock: Clock,
    place: LoadPlace,
    script: RunningScript,
    recognise: (words: readonly string[], place: LoadPlace) => StartLoad | undefined,
  ) {
    this.#clock = clock;
    this.#place = place;
    this.#script = script;
    this.#recognise = recognise;
    this.#advance(0);
  }

  cpuSeconds(): number {
    return this.#past.cpuSeconds + (this.#child?.cpuSeconds() ?? 0);
  }

  memoryBytes(): number {
    return this.#ended ? 0 : shellMemoryBytes + (this.#child?.memoryBytes() ?? 0);
  }

  cfs(): { readonly periods: number; readonly throttledPeriods: number; readonly throttledSeconds: number } {
    const { periods, throttledPeriods, throttledSeconds } = this.#child?.cfs() ?? {
      periods: 0,
      throttledPeriods: 0,
      throttledSeconds: 0,
    };
    return {
      periods: this.#past.periods + periods,
      throttledPeriods: this.#past.throttledPeriods + throttledPeriods,
      throttledSeconds: this.#past.throttledSeconds + throttledSeconds,
    };
  }

  ready(): boolean {
    return !this.#ended;
  }

  terminate(exited: (exitCode: number) => void): void {
    if (this.#ended) return;
    this.kill();
    exited(143);
  }

  kill(): void {
    this.#ended = true;
    this.#timer();
    this.#child?.kill();
    this.#settle();
  }

  /** Goes on with the exit status of the step before. */
  #advance(status: number): void {
    for (let last = status; !this.#ended; ) {
      if (this.#tooMany()) {
        const resumeWith = last;
        this.#timer = this.#clock.after(1, () => this.#advance(resumeWith));
        return;
      }
      const { done, value: step } = this.#script.next(last);
      if (done) {
        this.kill();
        this.#place.host.exited(step, step === 0 ? undefined : 'Error');
        return;
      }
      last = 0;
      if (step.kind === 'print') this.#place.host.log(step.line);
      if (step.kind === 'wait' && step.milliseconds > 0) {
        this.#timer = this.#clock.after(step.milliseconds, () => this.#advance(0));
        return;
      }
      if (step.kind === 'run' && this.#start(step.words)) return;
    }
  }

  /** True where a program has been started that the script waits for. */
  #start(words: readonly string[]): boolean {
    const { job, container, host } = this.#place;
    this.#children += 1;
    const name = this.#children === 1 ? job.name : `${job.name}/${this.#children}`;
    const exited = (status: number): void => {
      // A program may end while it is being started.
      this.#timer = this.#clock.after(0, () => {
        this.#settle();
        this.#advance(status);
      });
    };
    const place: LoadPlace = {
      ...this.#place,
      job: { ...job, name },
      container: { ...container, command: words, args: [] },
      host: { ...host, exited },
    };
    const start = this.#recognise(words, place);
    this.#child = start?.(place);
    return this.#child !== undefined;
  }

  /** What the last program used stays counted. */
  #settle(): void {
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    const { periods, throttledPeriods, throttledSeconds } = child.cfs();
    this.#past.cpuSeconds += child.cpuSeconds();
    this.#past.periods += periods;
    this.#past.throttledPeriods += throttledPeriods;
    this.#past.throttledSeconds += throttledSeconds;
  }

  #tooMany(): boolean {
    const at = this.#clock.now();
    this.#moment = { at, steps: this.#moment.at === at ? this.#moment.steps + 1 : 0 };
    return this.#moment.steps > stepsPerMillisecond;
  }
}
