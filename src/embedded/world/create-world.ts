import { defaultControllerOptions } from '../../autoscaling/hpa/default-options.ts';
import type { HorizontalPodAutoscaler } from '../../autoscaling/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { ObjectApi } from '../api/object-api.ts';
import { discoveredVersions } from '../apiserver/discovery/api-groups.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { GarbageCollector } from '../controller/garbage-collector.ts';
import { NamespaceController } from '../controller/namespace-controller.ts';
import { apiServices } from '../definitions/api-services.ts';
import { customResourceDefinitions } from '../definitions/custom-resource-definitions.ts';
import { DeploymentController } from '../deployment/deployment-controller.ts';
import { DisruptionController } from '../eviction/disruption-controller.ts';
import { evictPod } from '../eviction/evict-pod.ts';
import { containerMetrics } from '../exposition/container-metrics.ts';
import { Exporters } from '../exposition/exporters.ts';
import { hpaMetrics } from '../exposition/hpa-metrics.ts';
import { objectMetrics } from '../exposition/object-metrics.ts';
import { HpaController } from '../hpa/hpa-controller.ts';
import { JobController } from '../job/job-controller.ts';
import { Kubelet } from '../kubelet/kubelet.ts';
import { Cadvisor } from '../metrics-server/cadvisor.ts';
import { MetricsServer } from '../metrics-server/metrics-server.ts';
import { NodeTaints } from '../node/node-taints.ts';
import { PodGarbageCollector } from '../node/pod-garbage-collector.ts';
import { TaintEviction } from '../node/taint-eviction.ts';
import { StoreEventRecorder } from '../recorder/store-event-recorder.ts';
import { ReplicaSetController } from '../replicaset/replica-set-controller.ts';
import { Scheduler } from '../scheduler/scheduler.ts';
import { SeededRandom } from '../seeded-random.ts';
import type { EmbeddedSetup } from '../setup.ts';
import { withDefaults } from '../store/defaulting.ts';
import { VersionedStore } from '../store/versioned-store.ts';
import type { Component, ServiceFaces, World } from '../world.ts';
import { FaceRegistry } from './face-registry.ts';
import { namespacesOf, nodesOf } from './initial-objects.ts';
import { PodMutations } from './pod-mutations.ts';
import { ProviderRegistry } from './provider-registry.ts';

/** A running cluster without the port in front of it. */
export interface Kernel {
  readonly world: World;
  /** Time passes in `clock.advanceTo` only. */
  readonly clock: VirtualClock;
  readonly store: VersionedStore;
  readonly kubelet: Kubelet;
  readonly metricsServer: MetricsServer;
  readonly hpaController: HpaController;
  readonly api: ObjectApi;
  readonly metrics: ProviderRegistry;
  readonly services: ServiceFaces;
}

/** Who brought the setup's objects, as `managedFields` has it. */
const fieldManager = 'kubectl';

/**
 * Starts Kubernetes' own controllers, then `components`, then creates nodes, namespaces and the setup's objects. Nothing has
 * happened to them yet when it returns:
 * ```ts
 * const { world, clock } = createWorld(setup, scenarioComponents(setup));
 * await clock.advanceTo(plusMs(clock.now(), 60_000));
 * ```
 */
export function createWorld(setup: EmbeddedSetup, components: readonly Component[] = []): Kernel {
  const clock = new VirtualClock(setup.startAt);
  const random = new SeededRandom(setup.seed);
  const podMutations = new PodMutations();
  const store = new VersionedStore({
    clock,
    random: random.fork('store'),
    withDefaults,
    admitNew: (object) => podMutations.admit(object),
  });
  const kubelet = new Kubelet(setup.model.imagePullSeconds, setup.model.unavailableImages);
  const cadvisor = new Cadvisor(clock, random.fork('cadvisor'));
  kubelet.observe(cadvisor);
  const metricsServer = new MetricsServer(clock, {
    running: () => kubelet.running(),
    lastSample: (process) => cadvisor.lastSample(process),
  });
  const hpaController = new HpaController({ ...defaultControllerOptions, profile: setup.profile }, metricsServer);
  const api = new ObjectApi(store, clock);
  const metrics = new ProviderRegistry();
  const services = new FaceRegistry();
  const exporters = new Exporters();
  exporters.add(() => containerMetrics(kubelet.running()));
  exporters.add(() => hpaMetrics(store.list<HorizontalPodAutoscaler>(resources.horizontalPodAutoscalers)));
  exporters.add(() => objectMetrics(store));
  const world: World = {
    clock,
    store,
    events: new StoreEventRecorder(store, clock),
    random,
    profile: setup.profile,
    metrics,
    services,
    exporters,
    addProcessFactory: (factory) => kubelet.addProcessFactory(factory),
    runningContainers: (namespace) => kubelet.running(namespace),
    addAdmission: (check) => api.addAdmission(check),
    addPodMutation: (mutation) => podMutations.add(mutation),
    podUsage: (pods) => metricsServer.usage(pods),
    evict: (pod) => evictPod(store, clock, pod),
  };
  const controllers: readonly Component[] = [
    new DeploymentController(),
    new ReplicaSetController(),
    new JobController(),
    new GarbageCollector(),
    new NamespaceController(),
    new DisruptionController(),
    new NodeTaints(),
    new TaintEviction(),
    new PodGarbageCollector(),
    new Scheduler(),
    kubelet,
    hpaController,
  ];
  for (const component of [...controllers, ...components]) component.start(world);

  for (const object of [...nodesOf(setup, random.fork('nodes')), ...namespacesOf(setup)]) store.create(object);
  for (const object of setup.objects) api.apply(object, { fieldManager });
  const definitions = [
    ...customResourceDefinitions(clock.now()),
    ...apiServices(discoveredVersions(metrics), clock.now()),
  ];
  for (const object of definitions) store.create(object);
  return { world, clock, store, kubelet, metricsServer, hpaController, api, metrics, services };
}
