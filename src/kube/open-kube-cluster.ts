import type { Clock } from '../cluster/clock.ts';
import { Credentials } from './auth/credentials.ts';
import { chooseTarget } from './config/choose-target.ts';
import type { Environment } from './config/kubeconfig-files.ts';
import { ApiClient, clientLimits } from './http/api-client.ts';
import { KubeCluster } from './kube-cluster.ts';
import { type Random, realRandom, WallClock } from './real-time.ts';
import { type ReflectorIntervals, reflectorIntervals } from './watch/intervals.ts';
import { Pulse, type PulseIntervals, pulseIntervals } from './watch/pulse.ts';
import { Views } from './watch/views.ts';

export interface KubeClusterOptions {
  /** A kubeconfig, and no other. Absent: those of KUBECONFIG, else `~/.kube/config`, else the service account of the pod this runs in. */
  readonly kubeconfig?: string;
  /** Absent: the current context. */
  readonly context?: string;
  /** Absent: the context's namespace, else `default`. */
  readonly namespace?: string;
  /** Absent: that of the process. */
  readonly environment?: Environment;
  /** What is different from {@link reflectorIntervals} and {@link pulseIntervals}. */
  readonly intervals?: Partial<ReflectorIntervals & PulseIntervals>;
  readonly random?: Random;
}

/**
 * Opens a real cluster by kubectl's rules. Nothing is sent yet: whether the server answers, views and requests tell. The one who opens it
 * closes it. This module brings the Kubernetes library along, a quarter of a second: import it when it is needed.
 *
 * @throws KubeconfigError (status 2) for a kubeconfig, context, cluster or user that is missing or cannot be read
 */
export async function openKubeCluster(options: KubeClusterOptions = {}): Promise<KubeCluster> {
  const { kubeconfig, context, namespace, environment = process.env, random = realRandom } = options;
  const choice = {
    environment,
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(context !== undefined && { context }),
    ...(namespace !== undefined && { namespace }),
  };
  const chosen = chooseTarget(choice);
  // Read again later, it is the same context, whatever is current then.
  const again = () => chooseTarget(chosen.context === 'in-cluster' ? choice : { ...choice, context: chosen.context });
  const credentials = new Credentials(chosen, again);
  const clock = new WallClock();
  const { client, pulse } = connect(credentials, clock, options);
  const intervals = { ...reflectorIntervals, ...options.intervals };
  return new KubeCluster({
    context: chosen.context,
    namespace: chosen.namespace,
    clock,
    client,
    views: new Views({ client, clock, random, intervals, pulse }),
    release: () => clock.close(),
  });
}

function connect(credentials: Credentials, clock: Clock, { intervals }: KubeClusterOptions) {
  const pulse: Pulse = new Pulse({
    clock,
    intervals: { ...pulseIntervals, ...intervals },
    // Whoever may ask anything may ask for the version.
    probe: async (signal, isFresh) => {
      const answer = await client.open({ method: 'GET', path: '/version' }, signal, isFresh);
      answer.resume();
    },
    dropConnections: () => credentials.dropConnections(),
    server: () => credentials.target.cluster.server.host,
  });
  const client = new ApiClient({ credentials, clock, limits: clientLimits, onHeard: () => pulse.heard() });
  return { client, pulse };
}
