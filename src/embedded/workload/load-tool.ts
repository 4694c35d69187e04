import type { Container, Pod } from '../../autoscaling/objects.ts';
import type { ContainerProcess, ProcessHost } from '../world.ts';

/** Where a load runs. */
export interface LoadPlace {
  /** Unique per Job: names the load's random numbers. */
  readonly job: { readonly namespace: string; readonly name: string };
  readonly pod: Pod;
  readonly container: Container;
  readonly host: ProcessHost;
}

/** A recognised command line: starts the program that does to the model what the command would do to the real thing. */
export type StartLoad = (place: LoadPlace) => ContainerProcess;

/**
 * A program that puts load on the model, known by its command line, for example `k6 run script.js`.
 * `words` is one simple command: the program's path or name, then its arguments, with variables already expanded.
 */
export interface LoadTool {
  /** How its command is written, for the log line of a Job that puts no load. */
  readonly usage: string;
  /** It reads the loops and sleeps around its command from the container itself, and is started once for the whole script. */
  readonly wholeScript?: boolean;
  /** undefined: another program's command. */
  recognise(words: readonly string[], place: LoadPlace): StartLoad | undefined;
}
