import type { NatsServer } from '../broker/nats-server.ts';
import type { ContainerProcess, World } from '../world.ts';
import { BriefProcess } from './brief-process.ts';
import { type PublishLoad, publishLoad } from './load-command.ts';
import { LoadProcess } from './load-process.ts';
import type { LoadPlace, LoadTool } from './load-tool.ts';

/** `nats bench` that publishes, with JetStream's acknowledgements or without, against the modelled brokers. */
export function natsBench(world: World, servers: readonly NatsServer[]): LoadTool {
  return {
    usage: 'nats bench js pub SUBJECT --msgs N --clients C',
    recognise: (words) => {
      const load = publishLoad(words);
      return load && ((place) => startPublishing(world, servers, load, place));
    },
  };
}

function startPublishing(
  world: World,
  servers: readonly NatsServer[],
  load: PublishLoad,
  { job, host }: LoadPlace,
): ContainerProcess {
  const stream = servers.map((server) => server.streamFor(load.subject)).find((found) => found !== undefined);
  if (!stream && load.mode !== 'core') {
    const line = `nats: error: publishing to "${load.subject}": nats: no response from stream`;
    return new BriefProcess(world.clock, host, line, 1);
  }
  if (stream && load.stream !== undefined && load.stream !== stream.name) {
    const line = `nats: error: stream "${load.stream}" has no subject "${load.subject}"`;
    return new BriefProcess(world.clock, host, line, 1);
  }
  const random = world.random.fork(`load/${job.namespace}/${job.name}`);
  return new LoadProcess(world.clock, random, host, stream, load);
}
