import type { Container, Pod } from '../../autoscaling/objects.ts';
import { parseMilli } from '../../autoscaling/quantity/milli.ts';
import type { NatsServer } from '../broker/nats-server.ts';
import type { PullConsumer } from '../broker/pull-consumer.ts';
import type { RedisList } from '../redis/redis-list.ts';
import type { RedisServers } from '../redis/redis-servers.ts';
import { RedisServerCpu } from '../redis/server-cpu.ts';
import type { HttpServerModel, RedisServerModel, WorkloadModel } from '../setup.ts';
import { CpuLedger } from '../traffic/cpu-ledger.ts';
import type { HttpNetwork } from '../traffic/server/http-network.ts';
import { HttpServer } from '../traffic/server/http-server.ts';
import type { Component, ContainerProcess, ProcessHost, World } from '../world.ts';
import { CpuAccount } from './cpu-account.ts';
import type { MessageWorker } from './message-worker.ts';
import { deploymentOf } from './pod-owner.ts';
import { QueueWorker } from './queue-worker.ts';
import { RedisWorker } from './redis-worker.ts';
import type { RunningWorkloads } from './running-workloads.ts';
import { WorkingSet } from './working-set.ts';
import { WorkloadProcess } from './workload-process.ts';

/** The brokers that workers take messages from. */
export interface Brokers {
  readonly nats: readonly NatsServer[];
  readonly redis: RedisServers;
}

/** Runs the modelled program in the first container of each pod of a modelled Deployment. */
export class Workloads implements Component {
  readonly #models: readonly WorkloadModel[];
  readonly #brokers: Brokers;
  readonly #network: HttpNetwork;
  readonly #running: RunningWorkloads;
  #starts = 0;

  constructor(models: readonly WorkloadModel[], brokers: Brokers, network: HttpNetwork, running: RunningWorkloads) {
    this.#models = models;
    this.#brokers = brokers;
    this.#network = network;
    this.#running = running;
  }

  start(world: World): void {
    world.addProcessFactory((pod, container, host) => {
      if (pod.spec.containers[0]?.name !== container.name) return undefined;
      const deployment = deploymentOf(world.store, pod);
      const model = this.#models.find(
        (each) => each.namespace === pod.metadata.namespace && each.deployment === deployment,
      );
      return model && this.#run(world, model, pod, container, host);
    });
  }

  #run(world: World, model: WorkloadModel, pod: Pod, container: Container, host: ProcessHost): ContainerProcess {
    const { clock } = world;
    this.#starts += 1;
    const id = `${pod.metadata.uid ?? pod.metadata.name}/${this.#starts}`;
    const cpu = new CpuAccount(clock.now(), limitCores(container), model.idle.cpuMillicores);
    const worker = model.worker && this.#worker(world, model.worker, cpu, pod);
    const server = model.http && this.#server(world, model.http, pod, container);
    const removeServer = server && this.#network.add(pod, server);
    let removeTarget = () => {};
    const process = new WorkloadProcess({
      clock,
      host,
      cpu,
      startup: model.startup,
      workingSet: new WorkingSet(model),
      memoryLimitBytes: limitBytes(container),
      worker,
      server,
      database: model.redis && this.#database(model.redis, model.namespace),
      onEnd: () => {
        removeTarget();
        removeServer?.();
      },
    });
    removeTarget = this.#running.add({
      namespace: model.namespace,
      deployment: model.deployment,
      pod: pod.metadata.name,
      id,
      startedAt: clock.now(),
      counters: () => process.counters(),
    });
    return process;
  }

  #worker(world: World, model: NonNullable<WorkloadModel['worker']>, cpu: CpuAccount, pod: Pod): MessageWorker {
    const { namespace = '', name } = pod.metadata;
    const random = world.random.fork(`worker/${namespace}/${name}`);
    if ('stream' in model) {
      return new QueueWorker(world.clock, random, cpu, this.#consumer(model.stream, model.consumer), model);
    }
    return new RedisWorker(world.clock, random, cpu, this.#list(model.list, namespace), model);
  }

  /** Its CPU is accounted for apart from that of start-up and housekeeping: requests overlap, and those do not. */
  #server(world: World, model: HttpServerModel, pod: Pod, container: Container): HttpServer {
    const random = world.random.fork(`http/${pod.metadata.namespace}/${pod.metadata.name}`);
    const cpu = new CpuLedger(world.clock.now(), limitCores(container), model.threads);
    return new HttpServer(world.clock, random, cpu, model);
  }

  #database({ service, port, cpuMicrosPerCommand }: RedisServerModel, namespace: string): RedisServerCpu {
    const server = this.#brokers.redis.connect(service, port, namespace);
    if (typeof server === 'string') throw new Error(`the model has a Redis at ${service}:${port}, but no list there`);
    return new RedisServerCpu(server, cpuMicrosPerCommand);
  }

  #consumer(stream: string, name: string): PullConsumer {
    for (const server of this.#brokers.nats) {
      const consumer = server.consumer(stream, name);
      if (consumer) return consumer;
    }
    throw new Error(`the model has a worker for consumer "${name}" of stream "${stream}", but no such queue`);
  }

  #list(name: string, namespace: string): RedisList {
    const server = this.#brokers.redis.holding(name, namespace);
    if (!server) throw new Error(`the model has a worker for the Redis list "${name}", but no such queue`);
    return server.list(name);
  }
}

function limitCores(container: Container): number | undefined {
  const limit = container.resources?.limits?.cpu;
  return limit === undefined ? undefined : Number(parseMilli(limit)) / 1000;
}

function limitBytes(container: Container): number | undefined {
  const limit = container.resources?.limits?.memory;
  return limit === undefined ? undefined : Number(parseMilli(limit)) / 1000;
}
