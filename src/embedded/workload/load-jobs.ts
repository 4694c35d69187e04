import type { Container, Pod } from '../../autoscaling/objects.ts';
import type { Job } from '../../cluster/objects.ts';
import type { NatsServer } from '../broker/nats-server.ts';
import type { Component, ContainerProcess, ProcessHost, World } from '../world.ts';
import { BriefProcess } from './brief-process.ts';
import { loadAnnotation, loadOfAnnotation, loadOfContainer, type PublishLoad } from './load-command.ts';
import { LoadProcess } from './load-process.ts';
import { jobOf } from './pod-owner.ts';

/** Runs what Jobs run: a benchmark publishes to the broker, anything else ends after a second and says so. */
export class LoadJobs implements Component {
  readonly #servers: readonly NatsServer[];

  constructor(servers: readonly NatsServer[]) {
    this.#servers = servers;
  }

  start(world: World): void {
    world.addProcessFactory((pod, container, host) => {
      const job = jobOf(world.store, pod);
      return job && this.#run(world, job, pod, container, host);
    });
  }

  #run(world: World, job: Job, pod: Pod, container: Container, host: ProcessHost): ContainerProcess {
    const load = loadOf(job, pod, container);
    if (!load) {
      const line = `harmony: this command puts no load on the model; a load is "nats bench js pub SUBJECT --msgs N --clients C"`;
      return new BriefProcess(world.clock, host, line, 0);
    }
    const stream = this.#servers.map((server) => server.streamFor(load.subject)).find((found) => found !== undefined);
    if (!stream) {
      const line = `nats: error: publishing to "${load.subject}": nats: no response from stream`;
      return new BriefProcess(world.clock, host, line, 1);
    }
    if (load.stream !== undefined && load.stream !== stream.name) {
      const line = `nats: error: stream "${load.stream}" has no subject "${load.subject}"`;
      return new BriefProcess(world.clock, host, line, 1);
    }
    const random = world.random.fork(`load/${job.metadata.namespace}/${job.metadata.name}`);
    return new LoadProcess(world.clock, random, host, stream, load);
  }
}

function loadOf(job: Job, pod: Pod, container: Container): PublishLoad | undefined {
  const annotation = pod.metadata.annotations?.[loadAnnotation] ?? job.metadata.annotations?.[loadAnnotation];
  return (annotation === undefined ? undefined : loadOfAnnotation(annotation)) ?? loadOfContainer(container);
}
