import type { LoadPlace, LoadTool } from '../../workload/load-tool.ts';
import type { ContainerProcess, ProcessHost, World } from '../../world.ts';
import { CountedIterations } from '../client/counted-iterations.ts';
import { generatorAt, requestStep } from '../client/generator.ts';
import type { Journey } from '../client/journey.ts';
import type { LoadFigures } from '../client/load-figures.ts';
import { TrafficProcess, type TrafficProgram } from '../client/traffic-process.ts';
import { variablesOf } from '../container-cpu.ts';
import type { NoAnswer } from '../exchange.ts';
import type { HttpNetwork } from '../server/http-network.ts';
import { type RequestLoop, requestLoop, requestOf } from './request-loop.ts';

/** A shell starts a process per request. */
const cpuMillisPerRequest = 2;
const programBytes = 2 * 1024 * 1024;

/** What the programs exit with where a request has no answer, and where it has a bad one. */
const exitCodes = { wget: 1, curl: { 'unknown-host': 6, refused: 7, timeout: 28, reset: 52 } } as const;

/** Requests by `wget` or `curl`, one after the other, as a shell's loop makes them. */
export function shellTool(world: World, network: HttpNetwork): LoadTool {
  return {
    usage: 'while true; do wget -q -O- URL; done',
    wholeScript: true,
    recognise: (words, { container }) => {
      if (!requestOf(words)) return undefined;
      const whole = [...(container.command ?? []), ...(container.args ?? [])];
      const loop = requestLoop(whole, variablesOf(container)) ?? requestLoop(words, {});
      return loop && ((place) => startLoop(world, network, loop, place));
    },
  };
}

function startLoop(world: World, network: HttpNetwork, loop: RequestLoop, place: LoadPlace): ContainerProcess {
  const { clock } = world;
  const generator = generatorAt(world, network, place, 'shell', cpuMillisPerRequest);
  const steps = loop.requests.map(({ url, method, timeoutMs }) => requestStep(network, place, url, method, timeoutMs));
  const pause = { kind: 'sleep', minMs: loop.pauseMs, maxMs: loop.pauseMs } as const;
  const journey: Journey = loop.pauseMs > 0 ? [pause, ...steps] : steps;
  const executor = new CountedIterations(
    { ...generator, journey },
    {
      startMs: clock.now(),
      users: 1,
      iterations: loop.turns,
      maxDurationMs: Number.POSITIVE_INFINITY,
      gracefulStopMs: 0,
    },
  );
  const outcome = new OutcomeLog(place.host, loop, generator.figures);
  const program: TrafficProgram = {
    advance: (nowMs) => {
      executor.advance(nowMs);
      outcome.tell();
      return executor.done ? outcome.exitCode() : undefined;
    },
    stop: () => 143,
    memoryBytes: () => programBytes,
  };
  return new TrafficProcess(clock, place.host, generator.cpu, program);
}

/** What the programs print: answers and failures. Of several in one stretch of time one line stands for all. */
class OutcomeLog {
  readonly #host: ProcessHost;
  readonly #loop: RequestLoop;
  readonly #figures: LoadFigures;
  #answered = 0;
  #errors: ReadonlyMap<NoAnswer, number> = new Map();

  constructor(host: ProcessHost, loop: RequestLoop, figures: LoadFigures) {
    this.#host = host;
    this.#loop = loop;
    this.#figures = figures;
  }

  tell(): void {
    const { answered, byError } = this.#figures;
    if (answered.count > this.#answered) this.#host.log('OK!');
    this.#answered = answered.count;
    for (const [error, count] of byError) if (count !== this.#errors.get(error)) this.#host.log(this.#message(error));
    this.#errors = new Map(byError);
  }

  /** A script ends as its last command did. */
  exitCode(): number {
    const { last } = this.#figures;
    const { program } = this.#loop.requests.at(-1) ?? { program: 'wget' };
    if (last?.error) return program === 'wget' ? exitCodes.wget : exitCodes.curl[last.error];
    return program === 'wget' && last?.status !== 200 ? exitCodes.wget : 0;
  }

  #message(error: NoAnswer): string {
    const { program, url = '' } = this.#loop.requests.at(-1) ?? { program: 'wget' as const };
    const [host = '', port = '80'] =
      url
        .replace(/^\w+:\/\//, '')
        .split('/')[0]
        ?.split(':') ?? [];
    if (program === 'wget') {
      const text: Readonly<Record<NoAnswer, string>> = {
        refused: `can't connect to remote host (${host}): Connection refused`,
        'unknown-host': `bad address '${host}'`,
        reset: 'error getting response: Connection reset by peer',
        timeout: 'download timed out',
      };
      return `wget: ${text[error]}`;
    }
    const text: Readonly<Record<NoAnswer, string>> = {
      refused: `Failed to connect to ${host} port ${port}: Connection refused`,
      'unknown-host': `Could not resolve host: ${host}`,
      reset: 'Empty reply from server',
      timeout: 'Operation timed out',
    };
    return `curl: (${exitCodes.curl[error]}) ${text[error]}`;
  }
}
