import type { Container, Pod } from '../../autoscaling/objects.ts';
import type { Component, ContainerProcess, ProcessHost, World } from '../world.ts';
import { BriefProcess } from './brief-process.ts';
import type { LoadPlace, LoadTool, StartLoad } from './load-tool.ts';
import { jobOf } from './pod-owner.ts';
import { simpleCommands } from './shell-words.ts';

/** Pod or Job annotation that states a load's command line where the container's own does not, for example `k6 run script.js`. */
export const loadAnnotation = 'harmony.dev/load';

/**
 * Runs the containers whose command line a tool understands, be it a Job's or any other pod's that nothing else models. The command of a
 * Job that no tool knows ends after a second and says so; elsewhere such a container is left to idle.
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
    const place: LoadPlace = {
      job: { namespace: owner.namespace ?? '', name: owner.name },
      pod,
      container,
      host,
    };
    const stated = pod.metadata.annotations?.[loadAnnotation] ?? job?.metadata.annotations?.[loadAnnotation];
    const start = this.#recognise(commandsOf(container, stated), place);
    if (start) return start(place);
    return job && new BriefProcess(world.clock, host, this.#unknownCommand(), 0);
  }

  #recognise(commands: readonly (readonly string[])[], place: LoadPlace): StartLoad | undefined {
    for (const words of commands) {
      for (const tool of this.#tools) {
        const start = tool.recognise(words, place);
        if (start) return start;
      }
    }
    return undefined;
  }

  #unknownCommand(): string {
    const usages = this.#tools.map(({ usage }) => `"${usage}"`).join(', ');
    return `harmony: this command puts no load on the model; a load is ${usages}`;
  }
}

/** The simple commands to look for loads in: the annotation's, then the container's own. */
function commandsOf(container: Container, stated: string | undefined): readonly (readonly string[])[] {
  const environment = Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value ?? '']));
  const own = simpleCommands([...(container.command ?? []), ...(container.args ?? [])], environment);
  return stated === undefined ? own : [...simpleCommands(['sh', '-c', stated], environment), ...own];
}
