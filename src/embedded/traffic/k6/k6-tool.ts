import { BriefProcess } from '../../workload/brief-process.ts';
import type { LoadPlace, LoadTool } from '../../workload/load-tool.ts';
import type { ContainerProcess, World } from '../../world.ts';
import { ArrivingUsers } from '../client/arriving-users.ts';
import { CountedIterations } from '../client/counted-iterations.ts';
import type { Executor } from '../client/executor.ts';
import { generatorAt } from '../client/generator.ts';
import type { Journey } from '../client/journey.ts';
import { LoopingUsers } from '../client/looping-users.ts';
import { TrafficProcess } from '../client/traffic-process.ts';
import type { VirtualUsersParts } from '../client/virtual-users.ts';
import { variablesOf } from '../container-cpu.ts';
import { mountedFile } from '../mounted-file.ts';
import type { HttpNetwork } from '../server/http-network.ts';
import { type K6Command, k6Command, laidOver } from './k6-command.ts';
import { InvalidK6Options, type K6Scenario, k6Scenarios } from './k6-options.ts';
import { K6Run } from './k6-run.ts';
import { K6Script } from './k6-script.ts';
import { k6Thresholds } from './k6-thresholds.ts';

/** k6's own work per request: its JavaScript, metrics and network. */
const cpuMillisPerRequest = 0.25;

/** k6's exit codes (errext/exitcodes). */
const invalidConfig = 104;
const scriptException = 107;
const cannotLoad = 255;

/** `k6 run`, with its script from a ConfigMap that is mounted in the container. */
export function k6Tool(world: World, network: HttpNetwork): LoadTool {
  return {
    usage: 'k6 run SCRIPT.js',
    recognise: (words, { container }) => {
      const command = k6Command(words, variablesOf(container));
      return command && ((place) => startK6(world, network, command, place));
    },
  };
}

function startK6(world: World, network: HttpNetwork, command: K6Command, place: LoadPlace): ContainerProcess {
  const { clock } = world;
  const fail = (message: string, exitCode: number): ContainerProcess => {
    const time = new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
    return new BriefProcess(clock, place.host, `time="${time}" level=error msg=${JSON.stringify(message)}`, exitCode);
  };
  const text = mountedFile(world.store, place, command.script);
  if (text === undefined) return fail(notFound(command.script), cannotLoad);
  const script = new K6Script(text, command.environment);
  const options = laidOver(script.options, command.options);
  try {
    const generator = generatorAt(world, network, place, 'k6', cpuMillisPerRequest);
    const { figures, cpu } = generator;
    const scenarios = k6Scenarios(options).map((scenario) => {
      const journey = journeyOf(script, scenario, network, place.job.namespace);
      return { scenario, journey, executor: executorOf(scenario, { ...generator, journey }, clock.now()) };
    });
    const thresholds = k6Thresholds(options);
    const url = scenarios.flatMap(({ journey }) => journey).find((step) => step.kind === 'request')?.url ?? '';
    const { host } = place;
    const { script: path, quiet } = command;
    const run = new K6Run({ host, startMs: clock.now(), script: path, scenarios, thresholds, figures, quiet, url });
    return new TrafficProcess(clock, host, cpu, run);
  } catch (error) {
    if (error instanceof InvalidK6Options) return fail(error.message, invalidConfig);
    if (error instanceof ScriptError) return fail(error.message, scriptException);
    throw error;
  }
}

/** The script itself is not what it should be. */
class ScriptError extends Error {}

function journeyOf(script: K6Script, scenario: K6Scenario, network: HttpNetwork, namespace: string): Journey {
  const steps = script.steps(scenario.exec);
  if (!steps) throw new ScriptError(`function '${scenario.exec}' not found in exports`);
  if (steps.length === 0)
    throw new ScriptError(`function '${scenario.exec}' makes no request that the model understands`);
  return steps.map((step) =>
    step.kind === 'request' ? { ...step, target: network.resolve(step.url, namespace) } : step,
  );
}

function executorOf(
  { shape, startTimeMs, gracefulStopMs }: K6Scenario,
  parts: VirtualUsersParts,
  now: number,
): Executor {
  const startMs = now + startTimeMs;
  switch (shape.executor) {
    case 'constant-vus': {
      const stages = [{ durationMs: shape.durationMs, target: shape.vus }];
      return new LoopingUsers(parts, {
        startMs,
        startUsers: shape.vus,
        stages,
        gracefulRampDownMs: gracefulStopMs,
        gracefulStopMs,
      });
    }
    case 'ramping-vus': {
      const { startVus, stages, gracefulRampDownMs } = shape;
      return new LoopingUsers(parts, { startMs, startUsers: startVus, stages, gracefulRampDownMs, gracefulStopMs });
    }
    case 'constant-arrival-rate':
    case 'ramping-arrival-rate': {
      const { startRate, stages, maxVus } = shape;
      return new ArrivingUsers(parts, { startMs, startRate, stages, maxUsers: maxVus, gracefulStopMs });
    }
    case 'shared-iterations':
    case 'per-vu-iterations': {
      const { vus, iterations, maxDurationMs } = shape;
      return new CountedIterations(parts, { startMs, users: vus, iterations, maxDurationMs, gracefulStopMs });
    }
  }
}

function notFound(script: string): string {
  return `The moduleSpecifier "${script}" couldn't be found on local disk. Make sure that you've specified the right path to the file. If you're running k6 using the Docker image make sure you have mounted the local directory (-v /local/path/:/inside/docker/path) containing your script and modules so that they're accessible by k6 from inside of the container.`;
}
