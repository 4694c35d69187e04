import type { LoadPlace } from '../../workload/load-tool.ts';
import type { World } from '../../world.ts';
import { limitCores } from '../container-cpu.ts';
import { CpuLedger } from '../cpu-ledger.ts';
import type { HttpNetwork } from '../server/http-network.ts';
import type { RequestStep } from './journey.ts';
import { LoadFigures } from './load-figures.ts';
import type { VirtualUsersParts } from './virtual-users.ts';

/** Threads a load generator runs on. */
const threads = 4;

/** What the users of a load generator in a container share, but for their journey. The name of the program names its random numbers. */
export function generatorAt(
  world: World,
  network: HttpNetwork,
  { pod, container }: LoadPlace,
  program: string,
  cpuMillisPerRequest: number,
): Omit<VirtualUsersParts, 'journey'> {
  return {
    network,
    random: world.random.fork(`${program}/${pod.metadata.namespace}/${pod.metadata.name}`),
    cpu: new CpuLedger(world.clock.now(), limitCores(container), threads),
    cpuMillisPerRequest,
    figures: new LoadFigures(),
  };
}

/** A request to a URL as a program at this place resolves it. */
export function requestStep(
  network: HttpNetwork,
  { job }: LoadPlace,
  url: string,
  method: string,
  timeoutMs: number,
): RequestStep {
  return { kind: 'request', url, method, target: network.resolve(url, job.namespace), timeoutMs, checks: [] };
}
