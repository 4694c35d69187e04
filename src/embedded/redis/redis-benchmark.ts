import type { LoadPlace, LoadTool } from '../workload/load-tool.ts';
import { StepProcess, type StepProgram } from '../workload/step-process.ts';
import type { Random, World } from '../world.ts';
import { type BenchmarkOptions, type BenchmarkTest, benchmarkOptions } from './benchmark-options.ts';
import { benchmarkLines, csvHeader } from './benchmark-output.ts';
import { connectTool } from './connection.ts';
import { redisCommand } from './redis-commands.ts';
import type { RedisServer } from './redis-server.ts';
import type { RedisServers } from './redis-servers.ts';

const connectMs = 5;
const tickMs = 20;

/** A round trip inside the cluster, and what the server's only thread takes for one command. */
const roundTripMs = { median: 0.4, sigma: 0.25 };
const serverMsPerCommand = 0.01;

const latencySamples = 1000;
const footprint = { cpuCores: 0.9, memoryBytes: 12 * 1024 * 1024 };

/** `redis-benchmark`, with its own tests or a command of the user's, against the modelled servers. */
export function redisBenchmark(world: World, servers: RedisServers): LoadTool {
  return {
    usage: 'redis-benchmark -h HOST -n N -c C rpush LIST VALUE',
    recognise: (words) => {
      const options = benchmarkOptions(words);
      if (!options) return undefined;
      return (place) => {
        const random = world.random.fork(`load/${place.job.namespace}/${place.job.name}`);
        return new StepProcess(world.clock, place.host, run(servers, options, random, place), footprint);
      };
    },
  };
}

function* run(servers: RedisServers, options: BenchmarkOptions, random: Random, place: LoadPlace): StepProgram {
  yield connectMs;
  const server = connectTool(servers, options.flags, place);
  if (typeof server === 'string') {
    place.host.log(server);
    return 1;
  }
  if (options.output === 'csv') place.host.log(csvHeader);
  do {
    for (const test of options.tests) {
      const reply = redisCommand(server, [...test.command]);
      if ('error' in reply) {
        place.host.log(`Error from server: ${reply.error}`);
        return 1;
      }
      yield* runTest(server, test, options, random, place);
    }
  } while (options.flags.l === 'true');
  return 0;
}

/** The first request has been sent; all others follow at the pace of round trips and the server's thread. */
function* runTest(
  server: RedisServer,
  test: BenchmarkTest,
  options: BenchmarkOptions,
  random: Random,
  { host }: LoadPlace,
): Generator<number, void, void> {
  const { requests, clients, pipeline } = options;
  const latencyMs = Math.max(
    random.logNormal(roundTripMs.median, 0.1),
    clients * pipeline * serverMsPerCommand * random.logNormal(1, 0.05),
  );
  const elapsedMs = Math.max(1, (requests * latencyMs) / (clients * pipeline));
  let sent = 1;
  for (let passedMs = 0; passedMs < elapsedMs; passedMs += tickMs) {
    const stepMs = Math.min(tickMs, elapsedMs - passedMs);
    yield stepMs < tickMs ? Math.max(1, Math.ceil(stepMs)) : tickMs;
    const due = Math.min(requests, Math.round((requests * (passedMs + stepMs)) / elapsedMs));
    send(server, test, due - sent);
    sent = Math.max(sent, due);
  }
  const latenciesMs = Array.from({ length: Math.min(requests, latencySamples) }, () =>
    toHistogram(random.logNormal(latencyMs, roundTripMs.sigma)),
  );
  for (const line of benchmarkLines(options, { test, elapsedMs, latenciesMs: latenciesMs.sort((a, b) => a - b) }))
    host.log(line);
}

/** Pushes of one value go together; they are by far the most. */
function send(server: RedisServer, { command }: BenchmarkTest, count: number): void {
  const [name = '', key = '', value, ...more] = command;
  const end = { LPUSH: 'left', RPUSH: 'right' }[name.toUpperCase()];
  if ((end === 'left' || end === 'right') && value !== undefined && more.length === 0) {
    if (count <= 0) return;
    server.list(key).push(end, value, count);
    server.served(count);
    return;
  }
  for (let sent = 0; sent < count; sent += 1) redisCommand(server, command);
}

/** Milliseconds as the tool's histogram keeps them: buckets of 8 µs by their upper end. */
function toHistogram(latencyMs: number): number {
  return (Math.floor((latencyMs * 1000) / 8) * 8 + 7) / 1000;
}
