import { scenarioComponents } from './components.ts';
import { EmbeddedCluster } from './embedded-cluster.ts';
import type { EmbeddedSetup } from './setup.ts';
import { createWorld } from './world/create-world.ts';

/**
 * An embedded cluster with everything the setup asks for. Its time stands still until its pacer is started or its virtual clock is
 * advanced. @throws ClusterError when the API server would refuse one of the setup's objects
 */
export function createEmbeddedCluster(setup: EmbeddedSetup): EmbeddedCluster {
  return new EmbeddedCluster(createWorld(setup, scenarioComponents(setup)));
}
