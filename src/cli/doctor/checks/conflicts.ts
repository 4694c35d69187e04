import { referee } from '../../../autoscaling/referee/referee.ts';
import { type Finding, fail, pass, warn } from '../finding.ts';
import type { Check } from './check.ts';

/** Whether the namespace's autoscalers work against each other, as the referee sees it. */
export const conflicts: Check = {
  id: 'autoscalers',
  run({ cluster, objects, pods, events }): readonly Finding[] {
    const { namespace, hpas, scaledObjects, vpas, deployments } = objects;
    const found = referee({
      now: cluster.clock.now(),
      namespace,
      hpas,
      scaledObjects,
      vpas,
      workloads: deployments,
      pods: pods.items ?? [],
      events: events.items ?? [],
      replicaPaths: new Map(),
    });
    const worse = found.filter(({ severity }) => severity !== 'notice');
    if (worse.length === 0) return [pass('autoscalers.conflicts', 'no autoscalers work against each other')];
    return worse.map(({ id, severity, title, advice }) =>
      (severity === 'conflict' ? fail : warn)(`autoscalers.${id}`, title.replaceAll(/ {2,}/g, ': '), advice),
    );
  },
};
