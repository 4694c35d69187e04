import type { LoadPlace, LoadTool } from '../../workload/load-tool.ts';
import type { ContainerProcess, World } from '../../world.ts';
import { CountedIterations } from '../client/counted-iterations.ts';
import type { Executor } from '../client/executor.ts';
import { generatorAt, requestStep } from '../client/generator.ts';
import type { LoadFigures } from '../client/load-figures.ts';
import { LoopingUsers } from '../client/looping-users.ts';
import { TrafficProcess, type TrafficProgram } from '../client/traffic-process.ts';
import type { VirtualUsersParts } from '../client/virtual-users.ts';
import type { HttpNetwork } from '../server/http-network.ts';
import { type HeyCommand, heyCommand } from './hey-command.ts';
import { heyReport } from './hey-report.ts';

const cpuMillisPerRequest = 0.1;
const programBytes = 16 * 1024 * 1024;

/** `hey`, the HTTP load generator. */
export function heyTool(world: World, network: HttpNetwork): LoadTool {
  return {
    usage: 'hey -z 1m -c 50 URL',
    recognise: (words) => {
      const command = heyCommand(words);
      return command && ((place) => startHey(world, network, command, place));
    },
  };
}

function startHey(world: World, network: HttpNetwork, command: HeyCommand, place: LoadPlace): ContainerProcess {
  const { clock } = world;
  const generator = generatorAt(world, network, place, 'hey', cpuMillisPerRequest);
  const step = requestStep(network, place, command.url, command.method, command.timeoutMs);
  const executor = executorOf(command, { ...generator, journey: [step] }, clock.now());
  const tell = (nowMs: number, startMs: number, figures: LoadFigures): void => {
    for (const line of heyReport(command, figures, nowMs - startMs)) place.host.log(line);
  };
  const startMs = clock.now();
  const program: TrafficProgram = {
    advance: (nowMs) => {
      executor.advance(nowMs);
      if (!executor.done) return undefined;
      tell(nowMs, startMs, generator.figures);
      return 0;
    },
    // An interrupt ends the workers; the report comes all the same.
    stop: (nowMs) => {
      executor.interrupt();
      tell(nowMs, startMs, generator.figures);
      return 0;
    },
    memoryBytes: () => programBytes,
  };
  return new TrafficProcess(clock, place.host, generator.cpu, program);
}

function executorOf(command: HeyCommand, parts: VirtualUsersParts, startMs: number): Executor {
  const { workers, requests, durationMs, requestsPerSecond } = command;
  const pace = requestsPerSecond === undefined ? {} : { leastIterationMs: 1000 / requestsPerSecond };
  if (durationMs === undefined) {
    const ever = Number.POSITIVE_INFINITY;
    return new CountedIterations(parts, {
      startMs,
      users: workers,
      iterations: requests,
      maxDurationMs: ever,
      gracefulStopMs: 0,
      ...pace,
    });
  }
  const stages = [{ durationMs, target: workers }];
  // Requests under way when the time is over are not waited for.
  return new LoopingUsers(parts, {
    startMs,
    startUsers: workers,
    stages,
    gracefulRampDownMs: 0,
    gracefulStopMs: 0,
    ...pace,
  });
}
