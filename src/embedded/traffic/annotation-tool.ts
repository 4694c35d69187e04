import type { LoadPlace, LoadTool } from '../workload/load-tool.ts';
import type { ContainerProcess, World } from '../world.ts';
import { generatorAt, requestStep } from './client/generator.ts';
import type { Journey } from './client/journey.ts';
import { LoopingUsers } from './client/looping-users.ts';
import { TrafficProcess, type TrafficProgram } from './client/traffic-process.ts';
import { goDurationMs } from './go-duration.ts';
import type { HttpNetwork } from './server/http-network.ts';

interface StatedLoad {
  readonly url: string;
  readonly users: number;
  readonly durationMs: number;
  readonly sleepMs: number;
}

const cpuMillisPerRequest = 0.1;
const programBytes = 16 * 1024 * 1024;
const timeoutMs = 60_000;
const tellEveryMs = 10_000;

/** The annotation `harmony.dev/load: http url=URL vus=N duration=D sleep=D`, for Jobs whose own program nobody knows. */
export function annotationTool(world: World, network: HttpNetwork): LoadTool {
  return {
    usage: 'http url=URL vus=N duration=1m sleep=1s',
    recognise: (words) => {
      const load = statedLoad(words);
      return load && ((place) => startStated(world, network, load, place));
    },
  };
}

function statedLoad([verb, ...assignments]: readonly string[]): StatedLoad | undefined {
  if (verb !== 'http') return undefined;
  const fields = new Map(assignments.map((text) => [text.split('=', 1)[0], text.slice(text.indexOf('=') + 1)]));
  const url = fields.get('url');
  if (url === undefined) return undefined;
  return {
    url,
    users: Math.max(1, Number(fields.get('vus') ?? 1) || 1),
    durationMs: goDurationMs(fields.get('duration') ?? '') ?? 60_000,
    sleepMs: goDurationMs(fields.get('sleep') ?? '') ?? 1000,
  };
}

function startStated(world: World, network: HttpNetwork, load: StatedLoad, place: LoadPlace): ContainerProcess {
  const { clock } = world;
  const startMs = clock.now();
  const generator = generatorAt(world, network, place, 'http', cpuMillisPerRequest);
  const { figures } = generator;
  const { url, users, durationMs, sleepMs } = load;
  const request = requestStep(network, place, url, 'GET', timeoutMs);
  const journey: Journey = sleepMs > 0 ? [request, { kind: 'sleep', minMs: sleepMs, maxMs: sleepMs }] : [request];
  const stages = [{ durationMs, target: users }];
  const plan = { startMs, startUsers: users, stages, gracefulRampDownMs: timeoutMs, gracefulStopMs: timeoutMs };
  const executor = new LoopingUsers({ ...generator, journey }, plan);
  const tell = (nowMs: number): void => {
    const p95 = figures.durations.quantileMs(0.95);
    const elapsed = Math.round((nowMs - startMs) / 1000);
    place.host.log(
      `harmony: http ${url}, ${elapsed} s: ${figures.requests} requests, ${figures.failed} failed, p95 ${p95.toFixed(1)} ms`,
    );
  };
  let toldMs: number = startMs;
  const program: TrafficProgram = {
    advance: (nowMs) => {
      executor.advance(nowMs);
      if (executor.done || nowMs - toldMs >= tellEveryMs) {
        toldMs = nowMs;
        tell(nowMs);
      }
      return executor.done ? 0 : undefined;
    },
    stop: (nowMs) => {
      executor.interrupt();
      tell(nowMs);
      return 143;
    },
    memoryBytes: () => programBytes,
  };
  return new TrafficProcess(clock, place.host, generator.cpu, program);
}
