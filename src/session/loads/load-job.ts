import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { ClusterIdentity } from '../../cluster/port.ts';
import type { Load, Scenario } from '../../scenario/model.ts';
import { inNamespace } from '../actions/object-ref.ts';
import { benchImage, publishWords } from './load-command.ts';

/**
 * The Job a load is on a cluster, in the scenario's namespace; undefined for one that runs on this machine. What publishes to a real NATS server
 * on a real cluster is, on an embedded one, a Job with the same figures: it publishes to the model of that server.
 */
export function jobOf(
  load: Load,
  { target }: Pick<Scenario, 'target'>,
  { badge }: Pick<ClusterIdentity, 'badge'>,
): KubernetesObject | undefined {
  if (load.kind === 'job') return inNamespace(load.job.object, target.namespace);
  if (load.kind !== 'nats-publish' || badge !== 'EMBEDDED') return undefined;
  const [command = '', ...args] = publishWords(load);
  const container = { name: 'nats', image: benchImage, command: [command], args };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: `load-${objectName(load.id)}`, namespace: target.namespace },
    spec: {
      backoffLimit: 0,
      template: { spec: { restartPolicy: 'Never', containers: [container] } },
    },
  };
}

/** An id as a name of an object: an id may have capitals and underscores, a name may not. */
function objectName(id: string): string {
  return id.toLowerCase().replaceAll('_', '-').replace(/-+$/, '');
}
