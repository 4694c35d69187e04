import type { Container, Pod } from '../../autoscaling/objects.ts';
import { commandOutcome } from '../kubelet/command-outcome.ts';
import type { Component, ContainerProcess, ProcessHost, World } from '../world.ts';
import { BriefProcess } from './brief-process.ts';
import { containerScript, plainCommands } from './container-script.ts';
import type { LoadPlace, LoadTool, StartLoad } from './load-tool.ts';
import { jobOf } from './pod-owner.ts';
import { ScriptProcess } from './script-process.ts';

/** Pod or Job annotation that states a load's command line where the container's own does not, for example `k6 run script.js`. */
export const loadAnnotation = 'harmony.dev/load';

interface Recognised {
  readonly tool: LoadTool;
  readonly start: StartLoad;
}

/**
 * Runs the containers whose command line a tool understands, be it a Job's or any other pod's that nothing else models: directly, or as
 * the commands of a shell's script. A Job whose commands no tool knows says so and runs to its end, as its command is written where that
 * is plain, else after a second; another such container is left to idle.
 */
export class LoadJobs implements Component {
  readonly #tools: readonly LoadTool[];

  constructor(tools: readonly LoadTool[]) {
    this.#tools = tools;
  }

  start(world: World): void {
    world.addProcessFactory((pod, container, host) => this.#run(world, pod, container, host));
  }

  #run(world: World, pod: Pod, container: Container, host: ProcessHost): ContainerProcess | undefined {
    const job = jobOf(world.store, pod);
    const owner = (job ?? pod).metadata;
    const place: LoadPlace = { job: { namespace: owner.namespace ?? '', name: owner.name }, pod, container, host };
    const stated = pod.metadata.annotations?.[loadAnnotation] ?? job?.metadata.annotations?.[loadAnnotation];
    const load = (stated === undefined ? undefined : this.#load(world, place, stated)) ?? this.#load(world, place);
    if (load) return load;
    if (!job) return undefined;
    if (!commandOutcome(container)) return new BriefProcess(world.clock, host, this.#unknownCommand(), 0);
    // Plain enough for the kubelet to run it as it is written.
    host.log(this.#unknownCommand());
    return undefined;
  }

  /** The container's own command line, or the one that an annotation states, as far as a tool understands it. */
  #load(world: World, place: LoadPlace, stated?: string): ContainerProcess | undefined {
    const script = containerScript(place.container, stated);
    const commands = script?.commands ?? plainCommands(place.container);
    const [first] = commands.flatMap((words) => this.#recognise(words, place) ?? []);
    if (!first || !script || first.tool.wholeScript) return first?.start(place);
    const recognise = (words: readonly string[], where: LoadPlace) => this.#recognise(words, where)?.start;
    return new ScriptProcess(world.clock, place, script.run(), recognise);
  }

  #recognise(words: readonly string[], place: LoadPlace): Recognised | undefined {
    for (const tool of this.#tools) {
      const start = tool.recognise(words, place);
      if (start) return { tool, start };
    }
    return undefined;
  }

  #unknownCommand(): string {
    const usages = this.#tools.map(({ usage }) => `"${usage}"`).join(', ');
    return `harmony: this command puts no load on the model; a load is ${usages}`;
  }
}
