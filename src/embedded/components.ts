import { type NatsServer, natsServers } from './broker/nats-server.ts';
import { ClusterAutoscaler } from './cluster-autoscaler/cluster-autoscaler.ts';
import { natsMetrics } from './exposition/nats-metrics.ts';
import { workloadMetrics } from './exposition/workload-metrics.ts';
import { KedaOperator } from './keda/keda-operator.ts';
import { ExternalMetricsAdapter } from './monitoring/external-metrics-adapter.ts';
import { NatsMonitoring } from './monitoring/nats-monitoring.ts';
import { PodsMetrics } from './monitoring/pods-metrics.ts';
import { Prometheus } from './monitoring/prometheus.ts';
import { queueDepth } from './monitoring/queue-depth.ts';
import { redisBenchmark } from './redis/redis-benchmark.ts';
import { redisCli } from './redis/redis-cli.ts';
import { RedisGateway } from './redis/redis-gateway.ts';
import { RedisServers } from './redis/redis-servers.ts';
import type { EmbeddedSetup } from './setup.ts';
import { httpMetrics } from './traffic/server/http-metrics.ts';
import { HttpNetwork } from './traffic/server/http-network.ts';
import { trafficTools } from './traffic/traffic-tools.ts';
import { VerticalPodAutoscaling } from './vpa/vertical-pod-autoscaling.ts';
import { LoadJobs } from './workload/load-jobs.ts';
import { natsBench } from './workload/nats-bench.ts';
import { natsPub } from './workload/nats-pub.ts';
import { RunningWorkloads } from './workload/running-workloads.ts';
import { Workloads } from './workload/workloads.ts';
import type { Component, World } from './world.ts';

/** What runs in an embedded cluster besides Kubernetes itself: KEDA, brokers, workers, loads and what they show to metrics APIs. */
export function scenarioComponents(setup: EmbeddedSetup): readonly Component[] {
  const redis = new RedisServers(setup.model.queues.filter((queue) => queue.kind === 'redis-list'));
  const { clusterAutoscaler, nodes } = setup.model;
  const parts: readonly Component[] = [
    new ModelledPrograms(setup, redis),
    new KedaOperator(redis),
    new VerticalPodAutoscaling(),
  ];
  return clusterAutoscaler ? [...parts, new ClusterAutoscaler(clusterAutoscaler, nodes)] : parts;
}

/** Brokers, workloads, loads and monitoring share state, and the brokers need the world's clock to exist. */
class ModelledPrograms implements Component {
  readonly #setup: EmbeddedSetup;
  readonly #redis: RedisServers;

  constructor(setup: EmbeddedSetup, redis: RedisServers) {
    this.#setup = setup;
    this.#redis = redis;
  }

  start(world: World): void {
    const { queues, workloads, podsMetrics, externalMetrics = [], prometheus } = this.#setup.model;
    const servers: readonly NatsServer[] = natsServers(
      world.clock,
      queues.filter((queue) => queue.kind === 'nats-jetstream'),
      this.#setup.queueSource,
    );
    const network = new HttpNetwork(world.store);
    const running = new RunningWorkloads();
    const brokers = { nats: servers, redis: this.#redis };
    const depth = queueDepth(workloads, brokers);
    const components: readonly Component[] = [
      new Workloads(workloads, brokers, network, running),
      new LoadJobs([
        natsBench(world, servers),
        natsPub(world, servers),
        redisBenchmark(world, this.#redis),
        redisCli(world, this.#redis),
        ...trafficTools(world, network),
      ]),
      new NatsMonitoring(servers),
      new RedisGateway(this.#redis),
      new PodsMetrics(podsMetrics, running),
      new ExternalMetricsAdapter(externalMetrics, running, depth),
      ...(prometheus ? [new Prometheus(prometheus, running, depth)] : []),
    ];
    for (const component of components) component.start(world);
    world.exporters.add(() => natsMetrics(servers));
    world.exporters.add(() => workloadMetrics(workloads, running));
    world.exporters.add(() => httpMetrics(workloads, running));
  }
}
